/** Something that ends with a change, or goes along with it, and how many of it: 3 sessions. */
export type Ending = { kind: string; count: number }

/** What ends, as far as the actor may know of it, and whether more does. */
export type Endings = { ends: Ending[]; endsUnseen: boolean }

/** Over what something is held. A folder is known by its path too, which says what lies below it. */
export type Scope =
  | { kind: 'everything' }
  | { kind: 'folder'; id: number; path: string }
  | { kind: 'members' | 'user' | 'group'; id: number }

/** What somebody may do: for each permission held, over what. */
export type Rights = ReadonlyMap<string, readonly Scope[]>

/** Who does it. Resolved once per request from a cookie or a bearer token, never from input. */
export type Actor =
  | {
      type: 'user'
      userId: number
      label: string
      rights: Rights
      sessionId: string
      /** Who else may be the one at the other end, since they know the password their session was opened with. */
      knownBy?: readonly number[]
    }
  /** A person without a session: they are about to sign in, or it is asked what they could do. */
  | { type: 'person'; userId: number; label: string; rights: Rights }
  | { type: 'apiToken'; userId: number; label: string; rights: Rights; tokenId: string }
  | { type: 'job'; userId: number; label: string; rights: Rights; jobId: string }
  | { type: 'visitor' }
  | { type: 'setup' }
  | { type: 'operator' }
  | { type: 'system' }

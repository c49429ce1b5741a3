export type CompletionOption = { insert: string; hint: string | undefined }

/** What may stand from `from` to the caret. `eager`: the first is what Enter and Tab take without choosing. */
export type Completions = { from: number; eager: boolean; options: CompletionOption[] }

export type Complete = (text: string, caret: number) => Completions

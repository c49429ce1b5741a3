/** How many open folders the browser remembers; apart from the schemas, so that the tree brings no Zod with it. */
export const maxOpenFolders = 100

/** @typedef {{ group: string, isAll: boolean, shard: string[], others: string[] }} Options */

/**
 * What is asked for: which group of steps, whether all of it and as deep as it goes, which part (`--shard 1/3`), and what
 * Playwright alone is told.
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const others = args.flatMap((arg) => (arg.startsWith('--shard=') ? arg.split('=') : [arg]))
  const isAll = take(others, '--all', 1).length > 0
  const shard = take(others, '--shard', 2)
  const group = others[0] === undefined || others[0].startsWith('-') ? 'all' : (others.shift() ?? 'all')
  return { group, isAll, shard, others }
}

/** Takes a flag with what follows it out of the arguments. @param {string[]} args @param {string} flag @param {number} length */
function take(args, flag, length) {
  const at = args.indexOf(flag)
  return at < 0 ? [] : args.splice(at, length)
}

import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { Lexer } from 'yaml'
import { runs } from '@/testing/depth'
import { type AttributesFormat, formatAttributes, parseAttributes } from './attributes-text'

const problems = (text: string, format: AttributesFormat = 'yaml') => {
  const parsed = parseAttributes(text, format)
  return parsed.ok ? [] : parsed.problems
}

const json = fc
  .dictionary(
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter((key) => key !== '__proto__'),
    fc.jsonValue({ maxDepth: 4, noUnicodeString: false }),
    { noNullPrototype: true },
  )
  // -0 is no JSON of its own.
  .map((value) => JSON.parse(JSON.stringify(value)))
  .filter((value) => !/\\u0000|\\ud[89a-f]|"__proto__"/i.test(JSON.stringify(value)))

test.each(['yaml', 'json'] as const)('what is written as %s reads back as the same value', (format) => {
  fc.assert(
    fc.property(json, (value) => {
      expect(parseAttributes(formatAttributes(value, format), format)).toEqual({ ok: true, value })
    }),
    { numRuns: runs(500) },
  )
})

test('converting from one format to the other and back keeps the value', () => {
  fc.assert(
    fc.property(json, (value) => {
      const yaml = parseAttributes(formatAttributes(value, 'yaml'), 'yaml')
      if (!yaml.ok) return expect.fail('not read')
      expect(parseAttributes(formatAttributes(yaml.value, 'json'), 'json')).toEqual(yaml)
    }),
  )
})

test('no text at all makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('yaml', 'json'), (text, format) => {
      expect(() => parseAttributes(text, format as AttributesFormat)).not.toThrow()
    }),
  )
})

test.each(['', '   \n', 'null', '~', '{}'])('%j is no attributes', (text) => {
  expect(parseAttributes(text, 'yaml')).toEqual({ ok: true, value: {} })
})

test.each([
  ['an anchor and an alias', 'a: &x 1\nb: *x', 1, 'Anchors and aliases are not accepted here.'],
  ['a tag', 'a: 1\nb: !!binary aGk=', 2, /^The tag .*binary is not accepted here\.$/],
  ['an unknown tag', 'a: !exec ls', 1, 'The tag !exec is not accepted here.'],
  ['a directive', '%YAML 1.1\n---\na: yes', 1, 'Directives are not accepted here.'],
  ['a second document', 'a: 1\n---\nb: 2', 2, 'There can be only one document.'],
  ['a name twice', 'a: 1\nb: 2\na: 3', 3, 'This name is there twice.'],
  ['a name twice in two spellings', '1: a\n"1": b', 2, 'This name is there twice.'],
  ['a list as a name', '? [a]\n: b', 1, 'A name must be plain text.'],
  ['a list at the top', '- 1\n- 2', 1, 'Attributes must be a mapping of names to values.'],
  ['a text at the top', 'hello', 1, 'Attributes must be a mapping of names to values.'],
  ['__proto__', 'a: 1\n__proto__: {isAdministrator: true}', 2, 'An attribute cannot be called __proto__.'],
  ['a NUL', 'a: 1\nb: "\\0"', 2, 'Attributes hold a character that cannot be stored.'],
  ['half a surrogate pair', 'a: "\\ud800"', 1, 'Attributes hold a character that cannot be stored.'],
  ['infinity', 'a: 1\nb: .inf', 2, 'Attributes hold a number that cannot be stored.'],
  [
    'a number JavaScript would change',
    'a: 12345678901234567891',
    1,
    'This number is too long to be kept exactly. Put it in quotes.',
  ],
  [
    '25 levels',
    `a: ${'['.repeat(25)}${']'.repeat(25)}`,
    1,
    'Attributes may be nested at most 20 levels deep.',
  ],
  ['70 KB', `a: ${'x'.repeat(70_000)}`, 1, 'Attributes may have at most 64 KB.'],
  ['1 MB', `a: ${'x'.repeat(1 << 20)}`, 1, 'Attributes may have at most 64 KB.'],
])('YAML with %s is refused at its line', (_what, text, line, message) => {
  const found = problems(text).find((problem) =>
    typeof message === 'string' ? problem.message === message : message.test(problem.message),
  )
  expect(found?.line).toBe(line)
})

test.each([
  ['{"a": 1,\n}', 2],
  ['{"a": 1,\n"b": [1', 2],
  ["{'a': 1}", 1],
  ['a: 1', 1],
  ['{"a": 1,\n"a": 2}', 2],
  ['{"a": {"b": 1,\n\n"b": 2}}', 3],
  ['{"a": 1,\n"b": 12345678901234567891}', 2],
  ['{"a": 1,\n"__proto__": {}}', 2],
  ['[1]', 1],
])('the JSON %j is refused at line %i', (text, line) => {
  expect(problems(text, 'json')[0]?.line).toBe(line)
})

test('JSON indented with tabs and with very long names is read', () => {
  const long = 'n'.repeat(2000)
  expect(parseAttributes(`{\n\t"a": [\n\t\t1\n\t],\n\t"${long}": 2\n}`, 'json')).toEqual({
    ok: true,
    value: { a: [1], [long]: 2 },
  })
})

test.each([
  ['zip: 01067', 'This would be kept as 1067.'],
  ['phone: +49301234567', 'This would be kept as 49301234567.'],
  ['ver: 1.10', 'This would be kept as 1.1.'],
  ['ver: 1.0', 'This would be kept as 1.'],
  ['id: 0x1F', 'This would be kept as 31.'],
  ['id: 0o17', 'This would be kept as 15.'],
  ['n: 1e3', 'This would be kept as 1000.'],
  ['n: .5', 'This would be kept as 0.5.'],
  ['n: -0', 'This would be kept as 0.'],
  ['surname: Null', 'This would be kept as null.'],
  ['answer: TRUE', 'This would be kept as true.'],
  ['list:\n  - 1\n  - 007', 'This would be kept as 7.'],
])('YAML %j is refused at its line rather than kept as something else', (text, message) => {
  expect(problems(text)).toEqual([
    {
      line: text.split('\n').length,
      message: `${message} Put it in quotes to keep it as it is written.`,
    },
  ])
  const quoted = text.replace(/[^ ]+$/, '"$&"')
  expect(JSON.stringify(parseAttributes(quoted, 'yaml'))).toContain(`"${text.split(' ').at(-1)}"`)
})

test.each([
  ['color: #fff', 1],
  ['a: 1 # why', 1],
  ['# first\na: 1', 1],
  ['a: [1,\n # second\n 2]', 2],
  ['a:\n  b: 1\n\n# last', 4],
])('the comment in %j is refused at line %i, because it would be lost', (text, line) => {
  expect(problems(text)).toEqual([
    {
      line,
      message: 'Comments are not kept. Remove it, or put the value in quotes if the # belongs to it.',
    },
  ])
})

test('what is wrong is told in the order of the lines, whatever it is', () => {
  const text = 'zip: 01067\ncolor: #fff\nn: 9007199254740993\nn: &x 1'
  expect(problems(text).map(({ line }) => line)).toEqual([1, 2, 3, 4, 4])
})

test('a # within a value is kept', () => {
  const value = { a: 'C#', b: '# x', c: 'x\n# y\n', d: ['#1'], '#e': 1 }
  expect(parseAttributes('a: C#\nb: "# x"\nc: |\n  x\n  # y\nd: [\'#1\']\n"#e": 1', 'yaml')).toEqual({
    ok: true,
    value,
  })
})

test('names that look like numbers, dates or truth values are names, spelled as they are', () => {
  expect(parseAttributes('1.10: a\nyes: b\n0x10: c\n2026-01-01: d\ntrue: e', 'yaml')).toEqual({
    ok: true,
    value: { '1.10': 'a', yes: 'b', '0x10': 'c', '2026-01-01': 'd', true: 'e' },
  })
})

test('a billion laughs are refused, not expanded', () => {
  const lines = ['a0: &a0 [x, x]']
  for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`)
  expect(problems(lines.join('\n'))[0]?.message).toBe('Anchors and aliases are not accepted here.')
})

test.each([
  ['brackets', '['.repeat(50_000)],
  ['dashes', '- '.repeat(50_000)],
  ['question marks', '? '.repeat(50_000)],
  ['braces', '{a: '.repeat(50_000)],
])('nothing but %s is refused without exhausting the stack', (_what, text) => {
  expect(problems(text).length).toBeGreaterThan(0)
})

const quarter = (text: string) => text.repeat(Math.floor((256 * 1024) / text.length))

test.each([
  ...[
    'a b:\n\t- [\n',
    'a: ]\n',
    ']',
    ': x: y\n',
    '&a ',
    '*a ',
    '!t ',
    '#\n',
    '---\n',
    '...\n',
    '%A\n',
    '-\n',
    'a: #\n',
  ],
  ...['a: 1\n', '<<: {a: 1}\n', '"a\n', '? ', '|\n', 'a: >\n b\n', 'a: "\\q"\n', 'a: 1e999\n'],
])('256 KB of %j are refused with at most 20 problems, and soon', (piece) => {
  const before = process.cpuUsage()
  const parsed = parseAttributes(quarter(piece), 'yaml')
  expect(parsed).toMatchObject({ ok: false })
  if (!parsed.ok) expect(parsed.problems.length).toBeLessThanOrEqual(20)
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500)
})

test.each([
  ['values', `[${'1,'.repeat(120_000)}1e999]`],
  ['names that are there twice', `{${quarter('"a":1,')}"a":1}`],
  ['brackets', '['.repeat(250_000)],
])('JSON of nothing but %s is refused, and soon', (_what, text) => {
  const before = process.cpuUsage()
  expect(parseAttributes(text, 'json')).toMatchObject({ ok: false })
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500)
})

test.each([[1], [[]], [{}], [[1]], [[[[]]]], ['']])(
  'what 64 KB can hold of %j is read, in lines and in one',
  (small) => {
    const length = Math.floor((64 * 1024 - 10) / (JSON.stringify(small).length + 1))
    const value = { a: Array.from({ length }, () => small) }
    expect(parseAttributes(formatAttributes(value, 'yaml'), 'yaml')).toEqual({ ok: true, value })
    for (const format of ['yaml', 'json'] as const)
      expect(parseAttributes(JSON.stringify(value), format)).toEqual({ ok: true, value })
  },
)

test('more lines than 64 KB can hold are refused before they are taken apart', () => {
  const lex = vi.spyOn(Lexer.prototype, 'lex')
  expect(problems(quarter('a: 1\n'))).toEqual([{ line: 1, message: 'Attributes may have at most 64 KB.' }])
  expect(lex).not.toHaveBeenCalled()
  lex.mockRestore()
})

import type { Change } from './requests'

const flights = [
  ...['', '\x00', '\xff\xfe', '['.repeat(5000), `[${'1,'.repeat(1500)}1]`],
  ...'[ {} null 1 " ["$1"] ["$F1"] ["$h1"] ["$K1"] ["$B1"] ["$Q1"] ["$W1"] ["$@1"] ["$R0"]'.split(' '),
  ...'["$r0"] ["$X0"] ["$n9"] ["$D9"] ["$i1"] ["$L1"] ["$S"] ["$-x"] ["$T"] ["$l0"] ["$U"]'.split(' '),
  ...'["$A1"] ["$undefined"] ["$1:constructor:constructor"] [{"then":"$1:then"}]'.split(' '),
  '[{"__proto__":{"then":"$1"}}]',
]

/** Bodies that are none of those an action, a form or the API takes. */
export function wrongBodies(action: string): Record<string, Change> {
  const type = (name: string) => ({ 'content-type': name })
  const call = { 'next-action': action, ...type('text/plain;charset=UTF-8') }
  const form = type('multipart/form-data; boundary=x')
  const part = (name: string, value: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const inBase64 = (name: string, value: string) =>
    part(name, btoa(value)).replace('\r\n', '\r\nContent-Transfer-Encoding: base64\r\n')
  const post = (headers: Record<string, string>, body: string): Change => ({ method: 'POST', headers, body })
  const closed = (...parts: string[]) => `${parts.join('')}--x--\r\n`
  const named = part('$ACTION_REF_1', '')
  const bound = (to: string) => part('$ACTION_1:0', `{"id":"${action}","bound":${to}}`)
  const forms = [
    ...['', 'x', '--x', '--x--\r\n', '--x\r\n\r\n', part('a', 'b'), closed(part('0', '['))],
    `${part('0', '["$K1"]')}--x--`,
    closed(part('$ACTION_ID_x', '')),
    closed(part(`$ACTION_ID_${action}`, '')),
    closed(named),
    closed(named, part('$ACTION_1:0', '{')),
    closed(named, bound('"$@1"')),
    closed(named, bound('7')),
    closed(named, bound('"$@1"'), inBase64('$ACTION_1:1', `["$1"${',"$1"'.repeat(140_000)}]`)),
    closed(part('$ACTION_KEY', 'k'), part('$ACTION_ID_toString', '')),
    closed(part('1_$ACTION_ID_', ''), part('0', '["$undefined","$K1"]'), part('__proto__', '')),
  ]
  return Object.fromEntries(
    [
      ...flights.map((body) => post(call, body)),
      ...forms.map((body) => post(form, body)),
      ...forms.map((body) => post({ ...form, 'next-action': action }, body)),
      ...['', 'x', 'toString', '__proto__', 'f'.repeat(42), '0'.repeat(42), '%zz'].map((id) =>
        post({ ...call, 'next-action': id }, '[]'),
      ),
      ...[
        ...['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-datax; boundary=a'],
        `multipart/form-data; boundary=${'x'.repeat(300)}`,
      ].flatMap((name) => [post(type(name), 'x'), post({ ...type(name), 'next-action': action }, 'x')]),
      ...[
        ...'application/x-www-form-urlencoded application/json text/plain x \xff'.split(' '),
        ...['', 'application/json; charset=x'],
      ].map((name) => post(type(name), '%zz=%&{')),
      post({ ...type('application/json'), 'content-encoding': 'gzip' }, '{}'),
      post({ ...type('application/x-www-form-urlencoded'), 'next-action': action }, 'a=b'),
      post(call, `["${'a'.repeat(1_100_000)}"]`),
      post(form, `${part('a', 'a'.repeat(1_100_000))}--x--\r\n`),
      post(type('application/json'), `{"a":"${'a'.repeat(1_100_000)}"}`),
      { method: 'GET', headers: type('application/json'), body: '{}' },
      { method: 'HEAD', headers: form, body: 'x' },
      { method: 'DELETE', headers: call, body: '[]' },
      { method: 'PUT', headers: form, body: '--x--' },
    ].map((change, n) => [
      `${n} ${JSON.stringify(change.headers).slice(0, 120)} ${change.body?.slice(0, 60)}`,
      change,
    ]),
  )
}

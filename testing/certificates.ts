import { generate } from 'selfsigned'

const common = { keyType: 'ec', algorithm: 'sha256' } as const

/** A certificate authority of nobody's but the test's, in PEM. */
export async function privateAuthority(name: string) {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { cert, key }
}

/** A server's certificate for one host name, with its key, from that authority. */
export async function certificateFor(host: string, ca: { cert: string; key: string }) {
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    ...common,
    ca,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  })
  return { cert, key }
}

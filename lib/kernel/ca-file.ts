import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The certificates (PEM) of a file, or what is wrong with it: the end of a sentence that begins with its setting. */
export type CaFile = { certificates: string[] } | { fault: string }

/** Reads the authorities a mail server's certificate may come from. Never throws. */
export function readCaFile(path: string): CaFile {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    return { fault: `${path} cannot be read${code}` }
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (certificates.length === 0) return { fault: `${path} holds no certificate in PEM format` }
  const broken = certificates.findIndex((certificate) => !isCertificate(certificate))
  if (broken >= 0) return { fault: `${path} holds a certificate that cannot be read, number ${broken + 1}` }
  return { certificates }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem) !== undefined
  } catch {
    return false
  }
}

import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { CryptoKeySigner, PDF } from '@libpdf/core'
import * as x509 from '@peculiar/x509'

/** A key and its certificate, with which this installation seals PDFs. DER, PKCS #8 and X.509. */
export type SealingKey = { private_key: Uint8Array; certificate: Uint8Array }

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const YEARS = 20

/** A new key, with a certificate that it signed itself: readers show who sealed, and that nothing changed since. */
export async function newSealingKey(name: string, now: Date): Promise<SealingKey> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto)
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const until = new Date(now)
  until.setUTCFullYear(until.getUTCFullYear() + YEARS)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }, { O: ['Deedline'] }],
    ...{
      notBefore: now,
      notAfter: until,
      signingAlgorithm: ALGORITHM,
      keys,
    },
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
        true,
      ),
    ],
  })
  return {
    private_key: new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)),
    certificate: new Uint8Array(certificate.rawData),
  }
}

/** Whether a PDF can be sealed: it can be read, and no password protects it. */
export async function isSealable(bytes: Uint8Array): Promise<boolean> {
  try {
    const pdf = await PDF.load(bytes)
    return !pdf.isEncrypted && pdf.getPageCount() > 0
  } catch {
    return false // The library has no other question for it.
  }
}

/**
 * The PDF with the pages of `certificate` behind its own, sealed as PAdES B-B (ETSI EN 319 142-1): any later change shows in
 * every reader.
 */
export async function seal(
  document: Uint8Array,
  certificate: Uint8Array,
  key: SealingKey,
  said: { reason: string; now: Date },
): Promise<Uint8Array> {
  const merged = await PDF.load(document)
  const added = await PDF.load(certificate)
  await merged.copyPagesFrom(
    added,
    Array.from({ length: added.getPageCount() }, (_, index) => index),
  )
  const whole = await PDF.load(await merged.save())
  const private_key = await webcrypto.subtle.importKey(
    'pkcs8',
    Buffer.from(key.private_key),
    ALGORITHM,
    false,
    ['sign'],
  )
  const signer = new CryptoKeySigner(private_key as CryptoKey, key.certificate, 'EC', 'ECDSA')
  const { bytes } = await whole.sign({ signer, reason: said.reason, signingTime: said.now, level: 'B-B' })
  return bytes
}

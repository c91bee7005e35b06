import { createVerify, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { PDF } from '@libpdf/core'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { startPdf } from '#lib/start-pdf.ts'
import { textOfPdf } from '#testing/pdf-text.ts'
import { readFonts } from './fonts.ts'
import { isSealable, newSealingKey, seal } from './seal.ts'

const NOW = new Date('2026-12-01T10:00:00Z')

async function pdf(text: string): Promise<Uint8Array> {
  const { writer } = await startPdf(text, await readFonts())
  writer.text(text, 12)
  return writer.pdf.save()
}

test('a sealed PDF has both parts, and a signature over all of its bytes', async () => {
  const key = await newSealingKey('deedline.test', NOW)
  const bytes = await seal(await pdf('The agreement'), await pdf('The certificate'), key, {
    reason: 'Signed',
    now: NOW,
  })
  if (process.env.SHOW_PDF) writeFileSync(process.env.SHOW_PDF, bytes)
  const text = await textOfPdf(bytes)
  expect(text).toContain('The agreement')
  expect(text).toContain('The certificate')
  const raw = Buffer.from(bytes).toString('latin1')
  expect(raw).toContain('/ETSI.CAdES.detached')
  const [start, length, after, rest] =
    /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/.exec(raw)?.slice(1).map(Number) ?? []
  expect([start, (after ?? 0) + (rest ?? 0)]).toEqual([0, bytes.length])
  expect(length).toBeGreaterThan(500)
  expect((await PDF.load(bytes)).getPageCount()).toBe(2)
})

test('a key signs what its certificate proves, for twenty years', async () => {
  const { certificate, private_key } = await newSealingKey('deedline.test', NOW)
  const seen = new X509Certificate(certificate)
  expect(seen.subject).toContain('CN=deedline.test')
  expect(seen.verify(seen.publicKey)).toBe(true)
  expect(new Date(seen.validTo).getUTCFullYear()).toBe(2046)
  expect(private_key.length).toBeGreaterThan(100)
  expect(createVerify('sha256').update('x').verify(seen.publicKey, Buffer.alloc(70))).toBe(false)
})

test('a file that is no PDF, is cut off, or is protected can’t be sealed', async () => {
  const whole = await pdf('Whole')
  expect(await isSealable(whole)).toBe(true)
  expect(await isSealable(Buffer.from('no PDF'))).toBe(false)
  expect(await isSealable(new Uint8Array())).toBe(false)
  expect(await isSealable(await (await PDFDocument.create()).save({ addDefaultPage: false }))).toBe(false)
  expect(await isSealable(whole.slice(0, 200))).toBe(false)
})

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DocumentType } from '#domains/documents/schema.ts'
import { openEngine, readFile as readDocument } from '#infra/reading/read-file.ts'
import { DEFAULT_LIMITS, type Reading } from '#infra/reading/schema.ts'

const HANDS = fileURLToPath(new URL('./hands/', import.meta.url))

/** One document of an author, read as the product reads it. */
export type HandDocument = {
  hand: string
  file: string
  document_type: DocumentType
  category: string
  parties: { role: string; name: string }[]
  names: string[]
  amounts: { field: string; value: number }[]
  dates: { field: string; value: string }[]
  addresses: string[]
  parcels: string[]
  reading: Reading
  text: string
}

/** All documents of all authors, or of those that are named, in the order of their names. */
export async function readHands(folder = HANDS, only: string[] = []): Promise<HandDocument[]> {
  const directory = await mkdtemp(join(tmpdir(), 'deedline-hands-'))
  const engine = openEngine()
  const documents: HandDocument[] = []
  try {
    const hands = (await readdir(folder)).filter((hand) => only.length === 0 || only.includes(hand))
    for (const hand of hands.toSorted()) {
      const labels = JSON.parse(await readFile(join(folder, hand, 'labels.json'), 'utf8')) as Record<
        string,
        {
          type: DocumentType
          category: string
          parties?: HandDocument['parties']
          names?: string[]
          amounts?: HandDocument['amounts']
          dates?: HandDocument['dates']
          addresses?: string[]
          parcels?: string[]
        }
      >
      for (const [
        file,
        { type, category, parties = [], names = [], amounts = [], dates = [], addresses = [], parcels = [] },
      ] of Object.entries(labels)) {
        const order = { input: join(folder, hand, file), filename: file, directory, limits: DEFAULT_LIMITS }
        const reading = await readDocument(
          { ...order, text_only: false, tesseract: null, office: null },
          engine,
          () => {},
        )
        const text = reading.pages.map((page) => page.text).join('\n')
        documents.push({
          hand,
          file,
          document_type: type,
          category,
          parties,
          names,
          amounts,
          dates,
          addresses,
          parcels,
          reading,
          text,
        })
      }
    }
    return documents
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

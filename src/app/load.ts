import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import pg from 'pg'
import {
  FULL,
  type House,
  hireUsers,
  houseRows,
  loadEmail,
  planHouses,
  type Sizes,
} from '#app/load/houses.ts'
import { accessRows, batches, type Filed, paperRows } from '#app/load/papers.ts'
import { openWriter, type Random } from '#app/load/words.ts'
import { withMachines } from '#app/maintenance.ts'
import { random } from '#domains/documents/understanding/corpus/compose.ts'
import { hashPassword } from '#domains/identity/passwords.ts'
import type { Infra } from '#infra/infra.ts'
import { copyRows } from '#infra/postgres/copy.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { AppError } from '#lib/errors.ts'

export const LOAD_PASSWORD = 'granite lantern orchard 58'

export type LoadOptions = { scale: number; one_organization: boolean }
type Tell = (sentence: string) => void

/** `deedline load [--scale 0.01] [--one-organization]`: people and papers that nobody has, at the size to be measured. */
export async function loadCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      scale: { type: 'string', default: '1' },
      'one-organization': { type: 'boolean', default: false },
    },
  })
  const scale = Number(values.scale)
  if (!(scale > 0 && scale <= 10))
    throw new AppError('invalid', '--scale is a number above 0 and up to 10, for example 0.01.')
  return withMachines(async (infra, config, url) => {
    if (config.DEEDLINE_ENV === 'production')
      throw new AppError('refused', 'This is production: people with a known password do not belong there.')
    await load(infra, url, { scale, one_organization: values['one-organization'] }, console.log)
    return 0
  })
}

/** `url` is the owner's. Refuses a database that holds any organization besides the demonstration's. */
export async function load(infra: Infra, url: string, options: LoadOptions, tell: Tell): Promise<void> {
  await demandEmpty(infra)
  const started = Date.now()
  const sizes = scaled(options.scale)
  const next = random(1031)
  const writer = openWriter(next)
  const bytes = await standIn()
  const houses = planHouses(sizes, options.one_organization, bytes)
  hireUsers(houses, sizes.users)
  await writeFiles(infra, houses, bytes)
  await copyRows(infra.worker, houseRows(houses, await hashPassword(LOAD_PASSWORD), writer.person, next))
  tell(`${sizes.organizations} organizations, ${sizes.users} people (${seconds(started)})`)
  const filed = await loadPapers(infra, houses, writer.write, next, tell)
  await loadAccesses(infra, filed, sizes.accesses, next, tell)
  await settle(url)
  tell(`Loaded in ${seconds(started)}. Sign in as ${loadEmail(1)}, password: ${LOAD_PASSWORD}`)
}

async function demandEmpty(infra: Infra): Promise<void> {
  const others = await withWorker(infra.worker, (tx) =>
    tx
      .selectFrom('organizations')
      .select('name')
      .where('slug', 'not in', ['roi-systems', 'peak-1031'])
      .limit(1)
      .execute(),
  )
  if (others[0])
    throw new AppError(
      'refused',
      `The database already holds organizations (${others[0].name}). Load into one of its own: DATA_DIR=./data-load deedline load`,
    )
}

function scaled(scale: number): Sizes {
  const of = (full: number, least: number) => Math.max(least, Math.round(full * scale))
  return {
    organizations: of(FULL.organizations, 2),
    users: of(FULL.users, 10),
    documents: of(FULL.documents, 20),
    accesses: of(FULL.accesses, 100),
  }
}

/** Says on its face what it is, so that whoever opens a loaded document is not misled. */
async function standIn(): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([612, 792])
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  page.drawText('This page stands in for the file of a document made for measuring.', {
    x: 60,
    y: 700,
    size: 12,
    font,
  })
  return Buffer.from(await pdf.save())
}

async function writeFiles(infra: Infra, houses: House[], bytes: Buffer): Promise<void> {
  const queue = houses.values()
  await inParallel(8, async () => {
    for (const { file } of queue)
      await infra.files.write(
        file.storage_path,
        (async function* () {
          yield bytes
        })(),
      )
  })
}

/** The words of the large house are kept for the correction of typing errors, as they are when a document is read. */
async function loadPapers(
  infra: Infra,
  houses: House[],
  write: ReturnType<typeof openWriter>['write'],
  next: Random,
  tell: Tell,
): Promise<Filed[]> {
  const filed: Filed[] = []
  const vocabulary = new Set<string>()
  const total = houses.reduce((sum, house) => sum + house.documents, 0)
  const started = Date.now()
  const queue = batches(houses, 1_000)
  await inParallel(2, async () => {
    for (const batch of queue) {
      const made = paperRows(batch, write, next, started)
      await copyRows(infra.worker, made.rows)
      if (batch.house === houses[0]) for (const word of made.words) vocabulary.add(word)
      const before = filed.length
      filed.push(...made.filed)
      if (Math.floor((before * 10) / total) !== Math.floor((filed.length * 10) / total))
        tell(`${filed.length} of ${total} documents (${seconds(started)})`)
    }
  })
  const { id } = houses[0] as House
  const rows = [...vocabulary].map((term) => [id, term])
  await copyRows(infra.worker, [{ table: 'document_terms', columns: ['organization_id', 'term'], rows }])
  return filed.sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function loadAccesses(
  infra: Infra,
  filed: Filed[],
  count: number,
  next: Random,
  tell: Tell,
): Promise<void> {
  const started = Date.now()
  await withWorker(infra.worker, (tx) =>
    sql`select ensure_partitions(now() - interval '3 months', now())`.execute(tx),
  )
  const size = 50_000
  const queue = Array.from({ length: Math.ceil(count / size) }, (_, i) =>
    Math.min(size, count - i * size),
  ).values()
  await inParallel(2, async () => {
    for (const part of queue) await copyRows(infra.worker, [accessRows(filed, part, next, started)])
  })
  tell(`${count} entries of the access log (${seconds(started)})`)
}

/** What autovacuum would do by and by: statistics, and the words that wait beside the index of words. */
async function settle(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    await owner.query(`vacuum (analyze) users, organizations, organization_members, teams, team_members, documents,
      document_versions, document_pages, document_terms, document_access_logs`)
  } finally {
    await owner.end()
  }
}

async function inParallel(count: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, work))
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`

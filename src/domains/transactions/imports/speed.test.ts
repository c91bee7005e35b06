import { expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { importsOf } from '#testing/import-files.ts'

/** IMPORT_ROWS=5000 prints the pace that docs/benchmarks.md has. */
const ROWS = Number(process.env.IMPORT_ROWS ?? 300)
const app = testApp()
const { upload, get, undone } = importsOf(app, '/transactions/imports')

test(`${ROWS} deals are read, checked, imported and taken back to the last`, async () => {
  const owner = await app.newPerson('owner')
  const lines = Array.from(
    { length: ROWS },
    (_, n) =>
      `${n % 2 ? 'Sale,Closed' : 'Purchase,Active'},${n} Elm Street,Austin,TX,78701,${300_000 + n},2024-03-04,${owner.email},Ann Seller${n},seller${n}@speed.example,Bob Buyer${n},buyer${n}@speed.example`,
  )
  const file = `Type,Status,Street,City,State,Zip,Sale price,Closing date,Listing agent,Seller,Seller email,Buyer,Buyer email\n${lines.join('\n')}\n`
  const took = async (what: string, work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    const seconds = (performance.now() - started) / 1_000
    process.stdout.write(`${what}: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s\n`)
  }
  const { body } = await upload(owner, file)
  await app.send(owner, 'POST', `/transactions/imports/${body.id}/check`, { mapping: body.mapping })
  await took('check', () => app.runJobs())
  await app.send(owner, 'POST', `/transactions/imports/${body.id}/run`)
  await took('import, with commissions', () => app.runJobs())
  expect(await get(owner, body.id)).toMatchObject({ state: 'done', created_count: ROWS, error_count: 0 })
  await took('undo', () => undone(owner, body.id))
  expect(await get(owner, body.id)).toMatchObject({ state: 'undone', removed_count: ROWS, kept_count: 0 })
}, 300_000)

import { expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { importsOf } from '#testing/import-files.ts'

const ROWS = Number(process.env.IMPORT_ROWS ?? 1_000)
const app = testApp()
const { upload, get, undone } = importsOf(app, '/transactions/imports')

/** 5,000 rows have to take less than a minute and a half; docs/benchmarks.md has the measurement. */
const LEAST_A_SECOND = 60

test(`${ROWS} deals are read, checked, imported and taken back at a steady pace`, async () => {
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
    return seconds
  }
  const { body } = await upload(owner, file)
  await app.send(owner, 'POST', `/transactions/imports/${body.id}/check`, { mapping: body.mapping })
  await took('check', () => app.runJobs())
  await app.send(owner, 'POST', `/transactions/imports/${body.id}/run`)
  const seconds = await took('import, with commissions', () => app.runJobs())
  expect(await get(owner, body.id)).toMatchObject({ state: 'done', created_count: ROWS, error_count: 0 })
  expect(ROWS / seconds).toBeGreaterThan(LEAST_A_SECOND)
  await took('undo', () => undone(owner, body.id))
  expect(await get(owner, body.id)).toMatchObject({ state: 'undone', removed_count: ROWS, kept_count: 0 })
}, 300_000)

import { expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { importsOf } from '#testing/import-files.ts'

/** IMPORT_ROWS=50000 prints the pace that docs/benchmarks.md has. */
const ROWS = Number(process.env.IMPORT_ROWS ?? 3_000)
const app = testApp()
const { upload, get, undone } = importsOf(app)

test(`${ROWS} contacts are read, checked, imported and taken back to the last`, async () => {
  const agent = await app.newPerson('agent')
  const lines = Array.from(
    { length: ROWS },
    (_, n) =>
      `First${n},Last${n},person${n}@speed.example,415${String(2_000_000 + n)},${n} Elm Street,Oakland,CA,94611,"buyer, west"`,
  )
  const file = `First Name,Last Name,Email,Phone,Street,City,State,Zip,Tags\n${lines.join('\n')}\n`
  const took = async (what: string, work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    const seconds = (performance.now() - started) / 1_000
    process.stdout.write(`${what}: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s\n`)
  }
  let id = ''
  await took('upload', async () => {
    const { body } = await upload(agent, file)
    id = body.id
    await app.send(agent, 'POST', `/contacts/imports/${id}/check`, { mapping: body.mapping })
  })
  await took('check', () => app.runJobs())
  await app.send(agent, 'POST', `/contacts/imports/${id}/run`)
  await took('import', () => app.runJobs())
  expect(await get(agent, id)).toMatchObject({ state: 'done', created_count: ROWS, error_count: 0 })
  await took('undo', () => undone(agent, id))
  expect(await get(agent, id)).toMatchObject({ state: 'undone', removed_count: ROWS, kept_count: 0 })
}, 300_000)

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { mountSmallDisk } from '#testing/disks.ts'
import { form } from '#testing/files.ts'
import { type Product, startProduct } from '#testing/product.ts'

const folder = mkdtempSync(join(tmpdir(), 'deedline-disk-'))
const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
afterAll(async () => {
  for (const step of undo.reverse()) await step()
})

let product: Product
let token = ''

async function signIn(): Promise<number> {
  const answer = await fetch(`${product.url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ben.agent@roi.example', password: 'walnut harbor sextant 41' }),
  }).catch(() => undefined)
  if (answer?.ok) token = ((await answer.json()) as { access_token: string }).access_token
  return answer?.status ?? 0
}

async function upload(kilobytes: number): Promise<{ status: number; text: string }> {
  const { payload, headers } = form(
    Buffer.from(`Note ${Math.random()} ${'x'.repeat(kilobytes * 1024)}`),
    'note.txt',
  )
  const init = { method: 'POST', headers: { ...headers, authorization: `Bearer ${token}` } }
  const answer = await fetch(`${product.url}/api/v1/documents`, { ...init, body: new Uint8Array(payload) })
  return { status: answer.status, text: await answer.text() }
}

/** Writes until nothing fits any more. */
async function fill(file: string): Promise<void> {
  writeFileSync(file, '')
  for (const size of [1024 * 1024, 4096, 1])
    while (
      await appendFile(file, Buffer.alloc(size)).then(
        () => true,
        () => false,
      )
    );
}

test('a full disk ends nothing: people are told, what was kept stays, and all goes on by itself once there is room', async ({
  skip,
}) => {
  const disk = mountSmallDisk(folder, 900) ?? skip('a disk cannot be mounted here')
  undo.push(disk.unmount)
  product = await startProduct(async () => ({ DEEDLINE_ENV: 'development', DATA_DIR: join(folder, 'data') }))
  undo.push(() => product.close())
  expect(await signIn()).toBe(200)
  const kept = await upload(1)
  expect(kept.status).toBe(201)

  const statuses = new Set<number>()
  for (let i = 0; i < 30; i++) {
    await fill(join(folder, 'filler')) // What a crash of the database sets free is taken again.
    const { status, text } = await upload(500)
    statuses.add(status)
    expect(text).not.toMatch(/ENOSPC|pg_|relation|\.ts:/)
    await sleep(100)
  }
  expect([...statuses].filter((status) => ![201, 503, 507].includes(status))).toEqual([])
  expect(statuses.has(201) && statuses.size === 1).toBe(false)
  process.kill(product.pid(), 0)

  rmSync(join(folder, 'filler'))
  await expect.poll(signIn, { timeout: 60_000, interval: 500 }).toBe(200)
  await expect.poll(async () => (await upload(1)).status, { timeout: 30_000, interval: 500 }).toBe(201)
  const { id } = JSON.parse(kept.text)
  const again = await fetch(`${product.url}/api/v1/documents/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(again.status).toBe(200)
}, 240_000)

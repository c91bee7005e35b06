import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { form, makePdf } from '#testing/files.ts'
import { type Product, startProduct } from '#testing/product.ts'

let product: Product
let token = ''

beforeAll(async () => {
  product = await startProduct(async () => ({ DEEDLINE_ENV: 'development' }))
  await signIn()
})
afterAll(() => product?.close())

async function signIn(): Promise<void> {
  const agent = await fetch(`${product.url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ben.agent@roi.example', password: 'walnut harbor sextant 41' }),
  })
  expect(agent.status).toBe(200)
  token = ((await agent.json()) as { access_token: string }).access_token
}

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${product.url}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  })

async function upload(line: string): Promise<string> {
  const { payload, headers } = form(await makePdf([line], ['A second page', line]), `${line}.pdf`)
  const reply = await call('/documents', { method: 'POST', headers, body: new Uint8Array(payload) })
  expect(reply.status).toBe(201)
  return ((await reply.json()) as { id: string }).id
}

const statusOf = async (id: string) =>
  ((await (await call(`/documents/${id}`)).json()) as { status: string }).status

describe('what was acknowledged', () => {
  test('survives kill -9 of the product in the middle of reading, and is read to its end after the next start', async () => {
    const ids: string[] = []
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 6; i++) ids.push(await upload(`Round ${round} sheet ${i} ${Math.random()}`))
      await sleep(150 * round)
      await product.kill('SIGKILL')
      await product.start()
      await signIn()
    }
    for (const id of ids)
      await expect.poll(() => statusOf(id), { timeout: 90_000, interval: 500 }).toBe('ready')
  }, 180_000)

  test('survives kill -9 of the database, which comes back by itself', async () => {
    const id = await upload(`Before the fall ${Math.random()}`)
    const postmaster = Number(
      readFileSync(join(product.dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0],
    )
    process.kill(postmaster, 'SIGKILL')
    const answers: number[] = []
    let back = false
    const ask = async () => {
      const { status } = await call(`/documents/${id}`)
      answers.push(status)
      return status
    }
    const others = Array.from({ length: 8 }, async () => {
      while (!back) {
        await ask()
        await sleep(5)
      }
    })
    await expect.poll(() => answers.includes(503), { timeout: 30_000, interval: 20 }).toBe(true)
    await expect.poll(ask, { timeout: 60_000, interval: 200 }).toBe(200)
    back = true
    await Promise.all(others)
    expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([])
    const sockets = readdirSync(join(product.dataDir, 'postgres/socket')).filter(
      (name) => !name.endsWith('.lock'),
    )
    expect(sockets).toHaveLength(1)
    await expect.poll(() => statusOf(id), { timeout: 60_000, interval: 500 }).toBe('ready')
  }, 150_000)
})

test('SIGTERM under load fails no request that was accepted, and takes less than ten seconds', async () => {
  let asked = false
  const failed: string[] = []
  const load = async () => {
    for (let i = 0; i < 5_000; i++) {
      try {
        const reply = await call('/documents?limit=5')
        if (reply.status >= 500) failed.push(`status ${reply.status}`)
        await reply.arrayBuffer()
      } catch (error) {
        // Once it has been told to stop it may refuse new connections; before that nothing may fail.
        if (!asked) failed.push(String((error as Error).cause ?? error))
        return
      }
    }
  }
  const loads = Array.from({ length: 8 }, load)
  await sleep(500)
  asked = true
  const started = Date.now()
  await product.kill('SIGTERM')
  await Promise.all(loads)
  expect(Date.now() - started).toBeLessThan(10_000)
  expect(failed).toEqual([])
  await product.start()
  await signIn()
}, 60_000)

test('SIGTERM waits for an upload that is under way, and its document is there after the next start', async () => {
  const boundary = 'slow-upload'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="slow.txt"\r\n\r\nSlow ${Math.random()}\n`
  const parts = [head, ...Array.from({ length: 9 }, (_, n) => `Line ${n}\n`), `\r\n--${boundary}--\r\n`]
  const body = new ReadableStream({
    async start(controller) {
      for (const part of parts) {
        controller.enqueue(new TextEncoder().encode(part))
        await sleep(450)
      }
      controller.close()
    },
  })
  const init = {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body,
    duplex: 'half',
  }
  const upload = call('/documents', init as RequestInit)
  await sleep(1_000)
  const started = Date.now()
  const [answer] = await Promise.all([upload, product.kill('SIGTERM')])
  expect(answer.status).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  expect(Date.now() - started).toBeLessThan(10_000)
  await product.start()
  await signIn()
  expect((await call(`/documents/${id}`)).status).toBe(200)
}, 60_000)

describe('a start that cannot succeed says so in one sentence', () => {
  const run = (settings: Record<string, string>) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn(process.execPath, ['bin/deedline.ts', 'start'], {
        env: { PATH: process.env.PATH, DATA_DIR: `${product.dataDir}-none`, ...settings },
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
      child.on('exit', (code) => resolve({ code, output }))
    })

  test('when the port is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const { code, output } = await run({ DEEDLINE_ENV: 'test', PORT: String(port) })
    server.close()
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is in use by another program`)
    expect(output).not.toContain('    at ')
  }, 60_000)

  test('when production lacks its secret, or has a weak one', async () => {
    for (const DEEDLINE_SECRET of ['', 'changeme', 'a'.repeat(64)]) {
      const { code, output } = await run({
        DEEDLINE_ENV: 'production',
        DEEDLINE_SECRET,
        SMTP_URL: 'smtp://127.0.0.1:9',
        BASE_URL: 'https://deedline.example',
      })
      expect(code).toBe(1)
      expect(output.trim()).toMatch(/^DEEDLINE_SECRET is missing or weak/)
    }
  })

  test('when a setting is none', async () => {
    const { code, output } = await run({ PORT: 'eighty', DATABASE_URL: 'nowhere' })
    expect(code).toBe(1)
    expect(output).toMatch(/PORT: .*DATABASE_URL: /)
  })

  test('when the database isn’t responding', async () => {
    const { code, output } = await run({
      DEEDLINE_ENV: 'test',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
    })
    expect(code).toBe(1)
    expect(output).toMatch(/database .*isn’t responding/i)
    expect(output).not.toContain('    at ')
  })

  afterAll(() => execFileSync('rm', ['-rf', `${product.dataDir}-none`]))
})

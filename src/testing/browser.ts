import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CHROMIUM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
]
  .filter((path) => path !== undefined)
  .find((path) => existsSync(path))
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const START_MS = 120_000

/** Why browser tests are skipped here; undefined where a Chromium was found. */
export const noBrowser = CHROMIUM ? undefined : 'no Chromium was found; set CHROMIUM_PATH to one'

/** The whole product, started as people start it, on a port and in a folder of its own, and a real browser. */
export function testProduct() {
  const folder = mkdtempSync(join(tmpdir(), 'deedline-browser-'))
  let product: ChildProcess | undefined
  let browser: Browser
  let origin = ''

  beforeAll(async () => {
    if (!CHROMIUM) return
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    product = spawn(process.execPath, ['bin/deedline.ts', 'start'], {
      cwd: ROOT,
      env: {
        ...process.env,
        DEEDLINE_ENV: 'test',
        DATA_DIR: folder,
        PORT: String(port),
        BASE_URL: origin,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    await saying(product, 'Deedline is at')
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  }, START_MS)

  afterAll(async () => {
    await browser?.close()
    await ended(product)
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  return {
    origin: () => origin,
    /** A page in a profile of its own, with whatever went wrong in its scripts. */
    async newPage(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
      const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(String(error)))
      return { page, faults }
    },
    /** The first link in the newest message to an address, as its reader would find it. */
    async linkTo(email: string, path: string): Promise<string> {
      for (let i = 0; i < 100; i++) {
        const link = await findLink(origin, email, path)
        if (link) return link
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      throw new Error(`No mail to ${email} with ${path}`)
    },
  }
}

async function findLink(origin: string, email: string, path: string): Promise<string | undefined> {
  const list = (await (await fetch(`${origin}/api/v1/outbox`)).json()) as {
    items: { id: string; to: string }[]
  }
  for (const { id } of list.items.filter(({ to }) => to.includes(email))) {
    const message = (await (await fetch(`${origin}/api/v1/outbox/${id}`)).json()) as { links: string[] }
    const link = message.links.find((url) => url.includes(path))
    if (link) return link
  }
  return undefined
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function saying(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      if (said.includes(words)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}:\n${said}`)))
  })
}

function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

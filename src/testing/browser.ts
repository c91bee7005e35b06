import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { type Product, startProduct } from '#testing/product.ts'

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

/** The whole product, started as people start it, and a real browser. `settings` may need its address. */
export function testProduct(settings: (url: string) => Promise<Record<string, string>> = async () => ({})) {
  let product: Product | undefined
  let browser: Browser
  let origin = ''

  beforeAll(async () => {
    if (!CHROMIUM) return
    product = await startProduct(settings)
    origin = product.url
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  }, START_MS)

  afterAll(async () => {
    await browser?.close()
    await product?.close()
  }, 60_000)

  return {
    origin: () => origin,
    /** Takes the server away, and brings it back at the same address. */
    stop: () => product?.kill('SIGTERM'),
    start: () => product?.start(),
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

import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Product, startProduct } from '#testing/product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    product: string
  }
}

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

/** A real browser before the product that all these files share. Its people are everybody's: each file opens its own. */
export function sharedProduct() {
  return inBrowser(async () => inject('product'))
}

/** A product of the file's own, to be stopped or set up as it needs; `settings` may need its address. */
export function testProduct(settings: (url: string) => Promise<Record<string, string>> = async () => ({})) {
  let product: Product | undefined
  const browser = inBrowser(async () => {
    product = await startProduct(settings)
    return product.url
  })
  afterAll(() => product?.close(), 60_000)
  return {
    ...browser,
    /** Takes the server away, and brings it back at the same address. */
    stop: () => product?.kill('SIGTERM'),
    start: () => product?.start(),
  }
}

/** A real browser before whatever `reach` starts; it resolves to the address. */
export function inBrowser(reach: () => Promise<string>) {
  let browser: Browser
  let origin = ''

  beforeAll(async () => {
    if (!CHROMIUM) return
    origin = await reach()
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  }, START_MS)
  afterAll(() => browser?.close(), 60_000)

  return {
    origin: () => origin,
    /** A page in a profile of its own, with whatever went wrong in its scripts. */
    async newPage(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
      const context = await browser.newContext({
        baseURL: origin,
        reducedMotion: 'reduce',
        // A profile comes from an address of its own: what one address may ask for is few, and all files share theirs.
        extraHTTPHeaders: { 'x-forwarded-for': newAddress() },
        ...options,
      })
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

const newAddress = () => `203.0.113.${Math.floor(Math.random() * 256)}`

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

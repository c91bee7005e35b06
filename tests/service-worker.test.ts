import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveWeb } from '#app/web.ts'
import { freePort } from '#infra/ports.ts'
import { inBrowser, noBrowser } from '#testing/browser.ts'

const WORKER = 'src/web/public/service-worker.js'
const NOT_OURS = ['/api/v1/me', '/socket.io/?transport=polling', '/docs', '/healthz', '/readyz', '/metrics']

/** What the browser keeps, by the name of the cache. */
const keptIn = (page: Page) =>
  page.evaluate<Record<string, string[]>>(`(async () => {
    const kept = {}
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys()
      kept[name] = requests.map(({ url }) => new URL(url).pathname).sort()
    }
    return kept
  })()`)

const untilControlled = (page: Page) =>
  page.waitForFunction('navigator.serviceWorker.controller !== null', null, { timeout: 20_000 })

describe.skipIf(noBrowser)(
  `the service worker${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 60_000 },
  () => {
    let root = ''
    let port = 0
    let http: FastifyInstance | undefined
    let answered: string[] = []

    /** Writes a build as a deployment does: other names for the files, and the old ones are gone. */
    const deploy = async (name: string) => {
      for (const file of await readdir(join(root, 'assets'))) await rm(join(root, 'assets', file))
      await writeFile(
        join(root, `assets/app-${name}.js`),
        `document.querySelector('h1').textContent = '${name}'`,
      )
      await writeFile(join(root, `assets/later-${name}.js`), `export const later = '${name}'`)
      await writeFile(
        join(root, 'index.html'),
        `<!doctype html><h1></h1><script type="module" src="/assets/app-${name}.js"></script>`,
      )
    }
    const listen = async () => {
      http = Fastify({ forceCloseConnections: true })
      http.addHook('onRequest', async (request) => {
        answered.push(request.url)
      })
      await serveWeb(http, root)
      await http.listen({ port, host: '127.0.0.1' })
    }
    const stop = async () => http?.close()
    const whileAway = async (work: () => Promise<void>) => {
      await stop()
      await work().finally(listen)
    }

    const site = inBrowser(async () => {
      port = await freePort()
      root = await mkdtemp(join(tmpdir(), 'deedline-worker-'))
      await mkdir(join(root, 'assets'))
      await copyFile(WORKER, join(root, 'service-worker.js'))
      await deploy('one')
      await listen()
      return `http://127.0.0.1:${port}`
    })
    afterAll(async () => {
      await stop()
      await rm(root, { recursive: true, force: true })
    })

    let page: Page
    const heading = () => page.getByRole('heading').textContent()

    beforeAll(async () => {
      if (noBrowser) return
      ;({ page } = await site.newPage())
      await page.goto('/documents')
      await page.evaluate("caches.open('deedline-0')")
      await page.evaluate("navigator.serviceWorker.register('/service-worker.js')")
      await untilControlled(page)
    }, 60_000)

    test('is asked for anew each time, from where it may answer for every page', async () => {
      const answer = await fetch(`${site.origin()}/service-worker.js`)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(answer.headers.get('content-type')).toContain('javascript')
      expect(
        await page.evaluate('navigator.serviceWorker.ready.then(({ scope }) => new URL(scope).pathname)'),
      ).toBe('/')
    })

    test('keeps the page and its files as it starts, and removes what an older worker kept', async () => {
      expect(await keptIn(page)).toEqual({ 'deedline-1': ['/', '/assets/app-one.js'] })
    })

    test('keeps the files of the application once they are used, and asks the network for them no more', async () => {
      answered = []
      await page.evaluate("import('/assets/later-one.js')")
      await expect.poll(async () => (await keptIn(page))['deedline-1']).toContain('/assets/later-one.js')
      await page.reload()
      await page.evaluate("import('/assets/later-one.js')")
      expect(answered.filter((url) => url.startsWith('/assets/later'))).toHaveLength(1)
    })

    test('opens any page while the server is away', () =>
      whileAway(async () => {
        await page.goto('/documents/review?q=escrow')
        expect(await heading()).toBe('one')
      }))

    test.for(NOT_OURS)('answers nothing that is not a page of the application: %s', (path) =>
      whileAway(async () => {
        const failed = page.evaluate(`fetch('${path}').then(() => 'answered', () => 'failed')`)
        expect(await failed).toBe('failed')
        const other = await page.context().newPage()
        await expect(other.goto(path)).rejects.toThrow('ERR_CONNECTION_REFUSED')
        await other.close()
      }),
    )

    test('answers nothing that changes something', () =>
      whileAway(async () => {
        const sent = page.evaluate("fetch('/', { method: 'POST' }).then(() => 'answered', () => 'failed')")
        expect(await sent).toBe('failed')
      }))

    test('shows a new deployment on the next navigation, then offline, and forgets the files of the old one', async () => {
      await deploy('two')
      await page.goto('/documents')
      expect(await heading()).toBe('two')
      await expect.poll(() => keptIn(page)).toEqual({ 'deedline-1': ['/', '/assets/app-two.js'] })
      await whileAway(async () => {
        await page.reload()
        expect(await heading()).toBe('two')
      })
    })

    test('keeps no address of a page, for the address of a shared document opens it', async () => {
      await deploy('three')
      await page.goto('/s/a-token-of-somebody')
      expect(await heading()).toBe('three')
      const addresses = await page.evaluate(
        `caches.open('deedline-1').then((cache) => cache.match('/')).then(({ url }) => url)`,
      )
      expect(addresses).toBe('')
    })

    test('replaces itself when a newer worker is deployed, without a visit to the settings of the browser', async () => {
      const newer = (await (await fetch(`${site.origin()}/service-worker.js`)).text()).replace(
        'deedline-1',
        'deedline-2',
      )
      await writeFile(join(root, 'service-worker.js'), newer)
      await page.goto('/')
      await page.evaluate('navigator.serviceWorker.ready.then((registration) => registration.update())')
      await expect
        .poll(async () => Object.keys(await keptIn(page)), { timeout: 20_000 })
        .toEqual(['deedline-2'])
      await whileAway(async () => {
        await page.reload()
        expect(await heading()).toBe('three')
      })
    })

    test('opens the application where a proxy answers for a server that is away', () =>
      whileAway(async () => {
        const proxy = Fastify({ forceCloseConnections: true })
        proxy.get('/*', (_request, reply) => reply.code(502).type('text/html').send('<h1>Bad gateway</h1>'))
        await proxy.listen({ port, host: '127.0.0.1' })
        await page.goto('/documents')
        await proxy.close()
        expect(await heading()).toBe('three')
      }))
  },
)

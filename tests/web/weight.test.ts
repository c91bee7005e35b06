import { describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'

const MOST_BYTES = 180_000
const MOST_REQUESTS = 12

type Received = { requestId: string; response: { url: string } }
type Finished = { requestId: string; encodedDataLength: number }

describe.skipIf(noBrowser)(
  `what a page weighs${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 60_000 },
  () => {
    const product = sharedProduct()

    test('signing in loads at most 180 kB of compressed JavaScript in at most 12 requests', async () => {
      const { page, faults } = await product.newPage({ serviceWorkers: 'block' })
      const network = await page.context().newCDPSession(page)
      await network.send('Network.enable')
      const files = new Map<string, string>()
      const bytes = new Map<string, number>()
      network.on('Network.responseReceived', ({ requestId, response }: Received) => {
        files.set(requestId, new URL(response.url).pathname)
      })
      network.on('Network.loadingFinished', ({ requestId, encodedDataLength }: Finished) => {
        const file = files.get(requestId)
        if (file) bytes.set(file, encodedDataLength)
      })
      await page.goto('/sign-in')
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await page.waitForLoadState('networkidle')

      const scripts = [...bytes].filter(([file]) => file.endsWith('.js'))
      expect(scripts.length).toBeGreaterThan(1)
      expect(
        scripts.reduce((sum, [, size]) => sum + size, 0),
        JSON.stringify(scripts),
      ).toBeLessThan(MOST_BYTES)
      expect(files.size, [...files.values()].join(' ')).toBeLessThanOrEqual(MOST_REQUESTS)
      expect(faults).toEqual([])
    })
  },
)

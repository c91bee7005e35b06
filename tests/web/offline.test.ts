import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { PHONE, pixelsBeyond, violationsOf } from '#testing/sweep.ts'
import { makeLink, openUploads, signInOn, signUpOn, uploadAgreement } from '#testing/visitors.ts'

const EMAIL = 'olaf.offline@harbor.example'
const CLIENT = 'otto@client.example'

/** Until the browser keeps the application: the worker answers for this page, and has what the page came with. */
async function untilKept(page: Page): Promise<void> {
  const missing = `(async () => {
    if (!navigator.serviceWorker.controller) return 'no worker'
    const cache = await caches.open('deedline-1')
    const kept = new Set((await cache.keys()).map(({ url }) => url))
    const used = performance.getEntriesByType('resource').map(({ name }) => name)
    return used.filter((name) => name.includes('/assets/') && /\\.(js|css)$/.test(name) && !kept.has(name)).length
  })()`
  await expect.poll(() => page.evaluate(missing), { timeout: 20_000 }).toBe(0)
}

describe.skipIf(noBrowser)(
  `without a connection${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    const product = sharedProduct()
    let link = ''

    beforeAll(async () => {
      if (noBrowser) return
      const { page } = await product.newPage()
      await signUpOn(page, product, EMAIL)
      await uploadAgreement(page)
      link = await makeLink(page)
      await page.goto('/documents/requests')
      await page.getByRole('button', { name: 'Request documents' }).first().click()
      await page.getByRole('dialog').getByLabel('Client’s email').fill(CLIENT)
      await page.getByLabel('Document 1', { exact: true }).fill('Proof of funds')
      await page.getByRole('button', { name: 'Send request' }).click()
      await page.getByText(`Request sent to ${CLIENT}.`).waitFor()
    }, 120_000)

    test('a page that is loaded again says what to do, signs nobody out, and opens by itself later', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"]').waitFor()
      await untilKept(page)

      await page.context().setOffline(true)
      await page.reload()
      await page.getByRole('heading', { name: 'You’re offline' }).waitFor()
      await page.getByText('This page opens by itself').waitFor()
      expect(new URL(page.url()).pathname).toBe('/documents')
      expect(await page.getByRole('status').filter({ visible: true }).count()).toBe(0) // one message is enough
      expect(await violationsOf(page)).toEqual([])
      await page.setViewportSize(PHONE)
      expect(await pixelsBeyond(page)).toBe(0)

      await page.context().setOffline(false)
      await page.locator('[role=row][data-index="0"]').waitFor()
      expect(new URL(page.url()).pathname).toBe('/documents')
      expect(faults).toEqual([])
    })

    test('another page of the application opens too, though it was never visited', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await untilKept(page)
      await page.context().setOffline(true)
      await page.goto('/settings/members')
      await page.getByRole('heading', { name: 'You’re offline' }).waitFor()
      await page.context().setOffline(false)
      await page.getByText('1 active member').waitFor()
    })

    test('a shared document that is opened again says so, and opens when the connection is back', async () => {
      const { page, faults } = await product.newPage()
      await page.goto(link)
      await page.getByRole('img', { name: 'Page 1' }).waitFor()
      await untilKept(page)
      await page.context().setOffline(true)
      await page.reload()
      await page.getByRole('heading', { name: 'You’re offline' }).waitFor()
      await page.context().setOffline(false)
      await page.getByRole('img', { name: 'Page 1' }).waitFor()
      expect(faults).toEqual([])
    })

    test('a shared document that is open stays open, and a lost connection costs no second view', async () => {
      const { page } = await product.newPage()
      let opened = 0
      page.on('request', (request) => {
        if (request.method() === 'POST' && /\/shared\/[^/]+$/.test(request.url())) opened++
      })
      await page.goto(link)
      await page.getByRole('img', { name: 'Page 1' }).waitFor()
      await page.context().setOffline(true)
      await page.getByText('Deedline can’t be reached.').waitFor()
      await page.context().setOffline(false)
      await page.getByText('Deedline can’t be reached.').waitFor({ state: 'detached' })
      await page.getByRole('img', { name: 'Page 1' }).waitFor()
      expect(opened).toBe(1)
    })

    test('a request for documents that is opened again says so, and opens when the connection is back', async () => {
      const { page } = await product.newPage()
      await page.goto(await product.linkTo(CLIENT, '/r/'))
      await page.getByRole('heading', { name: 'Proof of funds' }).waitFor()
      await untilKept(page)
      await page.context().setOffline(true)
      await page.reload()
      await page.getByRole('heading', { name: 'You’re offline' }).waitFor()
      await page.context().setOffline(false)
      await page.getByRole('heading', { name: 'Proof of funds' }).waitFor()
    })

    test('an upload that loses the connection is in reach, and goes on by itself when it is back', async () => {
      const { page } = await product.newPage({ viewport: PHONE })
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"]').waitFor()
      await page.context().setOffline(true)
      await page
        .getByLabel('Files to upload')
        .first()
        .setInputFiles({
          name: 'on the road.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from('Keys at the front desk'),
        })
      await page.getByText('1 file waits for the connection').waitFor()
      await page.getByText('Deedline can’t be reached.').waitFor()
      const uploads = await openUploads(page)
      await uploads.getByRole('button', { name: 'Try again' }).click({ trial: true })

      await page.context().setOffline(false)
      await uploads.getByText('1 file uploaded').waitFor()
    })

    test('the public calculators calculate', async () => {
      const { page, faults } = await product.newPage()
      await page.goto('/calculators/deadlines?sold=2026-03-02&form=1040&zone=America/Los_Angeles')
      await page.getByText('Thu, Apr 16, 2026').first().waitFor()
      await untilKept(page)
      await page.context().setOffline(true)
      await page.reload()
      await page.getByText('Thu, Apr 16, 2026').first().waitFor()
      expect(faults).toEqual([])
    })
  },
)

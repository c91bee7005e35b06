import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { pixelsBeyond } from '#testing/sweep.ts'
import { signInOn, signUpOn, uploadAgreement } from '#testing/visitors.ts'

const EMAIL = 'lena.list@harbor.example'

describe.skipIf(noBrowser)(
  `lists of documents${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120000 },
  () => {
    const product = sharedProduct()
    beforeAll(async () => {
      if (noBrowser) return
      const { page } = await product.newPage()
      await signUpOn(page, product, EMAIL)
      await uploadAgreement(page)
    }, 120_000)

    test('the main job needs no mouse: find, open, accept what was read', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.keyboard.press('Control+k')
      await page.locator('[role=combobox]:focus').waitFor()
      await page.keyboard.type('harbor lane')
      await page.getByRole('option').locator('mark').first().waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('$450,000.00').first().waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('a')
      await page.getByLabel('Accepted').first().waitFor()

      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"]').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.getByText('1 document', { exact: true }).last().waitFor()
      expect(await page.getByRole('region', { name: 'Chosen documents' }).count()).toBe(1)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/documents\/[0-9a-f-]{36}/)
    })

    test('a list is left as it was found: filters, order and columns are remembered, and an address wins', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page.getByRole('button', { name: 'Columns' }).click()
      await page.getByRole('menuitemcheckbox', { name: 'Pages' }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('columnheader', { name: 'Pages' }).waitFor()
      await page.getByRole('button', { name: 'Shared with me' }).click()
      await page.getByText('No matching documents').waitFor()
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('link', { name: 'Documents', exact: true }).click()
      await page.waitForURL(/documents\?shared_with_me=true/)
      await page.goto('/documents?sort=title')
      await page.getByRole('columnheader', { name: 'Pages' }).waitFor()
      expect(new URL(page.url()).search).toBe('?sort=title')
    })

    test('when only some of the documents are loaded, selecting all says so and offers the rest', async () => {
      const { page } = await product.newPage({ viewport: { width: 1280, height: 400 } })
      // Pages of 45, so that a second one is enough.
      await page.route('**/api/v1/documents?*', (route) =>
        route.continue({ url: route.request().url().replace('limit=100', 'limit=45') }),
      )
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=newest')
      await page.locator('[role=row][data-index="0"]').waitFor()
      const files = Array.from({ length: 49 }, (_, index) => ({
        name: `note ${index}.txt`,
        mimeType: 'text/plain',
        buffer: Buffer.from(`Note ${index} about the escrow`),
      }))
      await page.getByLabel('Files to upload').first().setInputFiles(files)
      await page.getByText('50 documents').first().waitFor({ timeout: 60_000 })
      await page.getByLabel('Choose all').check()
      const bar = page.getByRole('region', { name: 'Chosen documents' })
      await bar.getByText('All 45 loaded are selected').waitFor()
      await bar.getByRole('button', { name: 'Select all 50' }).click()
      await bar.getByText('50 documents', { exact: true }).waitFor()

      const archive = page.waitForRequest((request) => request.url().endsWith('/api/v1/downloads'))
      await bar.getByRole('button', { name: 'Download' }).click()
      expect((await archive).postDataJSON().ids).toHaveLength(50)
    })

    test('a title keeps room to be read on a small window, and columns that say less go first', async () => {
      const { page } = await product.newPage({ viewport: { width: 1100, height: 700 } })
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=newest')
      const title = page.getByRole('columnheader', { name: 'Title' })
      for (const width of [1100, 800]) {
        await page.setViewportSize({ width, height: 700 })
        await page.getByRole('columnheader', { name: 'Size' }).waitFor({ state: 'detached' })
        await page.getByRole('columnheader', { name: 'Type' }).waitFor()
        await expect.poll(async () => (await title.boundingBox())?.width).toBeGreaterThanOrEqual(260)
        expect(await pixelsBeyond(page)).toBe(0)
      }
    })

    test('a tag that was given to many is taken back by one click, where it was not before', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=newest')
      await page.getByLabel('Choose all').check()
      await page.getByLabel('Chosen documents').getByRole('button', { name: 'Tag' }).click()
      await page.locator('input[aria-label="Tags to add"]').fill('harbor')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Add to all' }).click()
      await page.getByText(/tagged harbor/).waitFor()
      const known = () => page.getByRole('menuitemcheckbox', { name: /^harbor/ })
      await page.getByRole('button', { name: 'Tag', exact: true }).first().click()
      await known().waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('button', { name: 'Tag', exact: true }).first().click()
      await page.getByRole('menuitemcheckbox').first().waitFor()
      await known().waitFor({ state: 'detached' })
    })
  },
)

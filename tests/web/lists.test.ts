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
      await page.getByText('1 document selected', { exact: true }).waitFor()
      expect(await page.getByRole('region', { name: 'Selected documents' }).count()).toBe(1)
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
      await page.getByLabel('Views').getByRole('button', { name: 'Shared with me' }).click()
      await page.getByText('No matching documents').waitFor()
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('link', { name: 'Documents', exact: true }).click()
      await page.waitForURL(/documents\?shared_with_me=true&view=shared/)
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
      await page.getByLabel('Select all').check()
      const bar = page.getByRole('region', { name: 'Selected documents' })
      await bar.getByText('All 45 loaded are selected').waitFor()
      await bar.getByRole('button', { name: 'Select all 50' }).click()
      await bar.getByText('50 documents selected', { exact: true }).waitFor()

      const archive = page.waitForRequest((request) => request.url().endsWith('/api/v1/downloads'))
      await bar.getByRole('button', { name: 'Download' }).click()
      expect((await archive).postDataJSON().ids).toHaveLength(50)
    })

    test('a title keeps room to be read on a small window, and columns that say less go first', async () => {
      const { page } = await product.newPage({ viewport: { width: 1100, height: 700 } })
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=newest')
      const title = page.getByRole('columnheader', { name: 'Document' })
      for (const width of [1100, 800]) {
        await page.setViewportSize({ width, height: 700 })
        await page.getByRole('columnheader', { name: 'Uploaded by' }).waitFor({ state: 'detached' })
        await page.getByRole('columnheader', { name: 'Property' }).waitFor()
        await expect.poll(async () => (await title.boundingBox())?.width).toBeGreaterThanOrEqual(260)
        expect(await pixelsBeyond(page)).toBe(0)
      }
    })

    test('a tag that was given to many is taken back by one click, where it was not before', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=newest')
      await page.getByLabel('Select all').check()
      await page.getByLabel('Selected documents').getByRole('button', { name: 'Tag' }).click()
      await page.locator('input[aria-label="Tags to add"]').fill('harbor')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Add to all' }).click()
      await page.getByText(/tagged harbor/).waitFor()
      const known = () => page.getByRole('checkbox', { name: /^harbor/ })
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Tag' }).click()
      await known().waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await known().waitFor({ state: 'detached' })
    })

    test('filters are chips in the address, and a view of them is saved as a tab, renamed and deleted', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=newest')
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Property' }).click()
      await page.getByRole('textbox', { name: 'Property' }).fill('harbor ln')
      await page.waitForURL(/property=harbor\+ln/)
      await page.getByText('1 document', { exact: true }).waitFor()
      await page.getByRole('button', { name: /^12 Harbor Lane/ }).click()
      await page.waitForURL(/property=12\+Harbor/)
      await page.keyboard.press('Escape')
      await page.getByText('1 document', { exact: true }).waitFor()
      expect(await page.getByRole('button', { name: /^Property: 12 Harbor Lane/ }).count()).toBe(1)

      await page.getByRole('button', { name: 'Save as view' }).click()
      await page.getByLabel('Name of the view').fill('Harbor Lane')
      await page.getByRole('button', { name: 'Save view' }).click()
      const tab = page.getByLabel('Views').getByRole('button', { name: 'Harbor Lane' })
      await tab.waitFor()
      await page.getByLabel('Views').getByRole('button', { name: 'All', exact: true }).click()
      await page.getByText('50 documents', { exact: true }).waitFor()
      await tab.click()
      await page.waitForURL(/property=12\+Harbor/)
      await page.getByText('1 document', { exact: true }).waitFor()

      await page.getByRole('button', { name: 'Options of view' }).click()
      await page.getByRole('menuitem', { name: 'Rename' }).click()
      await page.getByLabel('Name of the view').fill('Harbor Lane sale')
      await page.keyboard.press('Enter')
      const renamed = page.getByLabel('Views').getByRole('button', { name: 'Harbor Lane sale' })
      await renamed.waitFor()
      await page.getByRole('button', { name: 'Options of view' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await renamed.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Undo' }).click()
      await renamed.waitFor()
      expect(faults).toEqual([])
    })

    test('a row is previewed beside the living list, by click and by keys, and the address says which', async () => {
      const { page } = await product.newPage({ viewport: { width: 1400, height: 800 } })
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=oldest')
      await page.locator('[role=row][data-index="0"]').waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      const panel = page.getByRole('complementary', { name: 'Preview' })
      await panel.getByText('Property').waitFor()
      await panel.getByText('12 Harbor Lane').first().waitFor()
      expect(page.url()).toContain('open=')
      await page.keyboard.press('ArrowDown')
      await panel.getByText('2 of 50').waitFor()
      await panel.getByRole('button', { name: 'Previous' }).click()
      await panel.getByText('1 of 50').waitFor()
      await page.reload()
      await panel.getByText('12 Harbor Lane').first().waitFor()
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
      await page.setViewportSize({ width: 390, height: 800 })
      await page.locator('[role=row][data-index="0"] [role=gridcell]').last().click()
      await page.waitForURL(/\/documents\/[0-9a-f-]{36}/)
    })

    test('a header sorts both ways, and the edge of a column is moved by keys and remembered', async () => {
      const { page } = await product.newPage({ viewport: { width: 1400, height: 800 } })
      await signInOn(page, EMAIL)
      await page.goto('/documents?sort=newest')
      const header = page.getByRole('columnheader', { name: 'Property' })
      await header.getByRole('button').click()
      await page.waitForURL(/sort=property$/)
      expect(await header.getAttribute('aria-sort')).toBe('ascending')
      await page.locator('[role=row][data-index="0"]').getByText('12 Harbor Lane').first().waitFor()
      await header.getByRole('button').click()
      await page.waitForURL(/sort=property_desc$/)
      const edge = page.getByRole('separator', { name: 'Width of Property' })
      const before = (await header.boundingBox())?.width ?? 0
      await edge.focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(async () => (await header.boundingBox())?.width).toBeGreaterThan(before)
      await page.reload()
      await expect.poll(async () => (await header.boundingBox())?.width).toBeGreaterThan(before)
    })

    test('the whole list is exported with its filters, as a file', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents?document_type=contract')
      await page.getByRole('button', { name: 'Export' }).click()
      const saved = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: 'CSV' }).click()
      expect((await saved).suggestedFilename()).toMatch(/^documents-[\d-]+\.csv$/)
    })
  },
)

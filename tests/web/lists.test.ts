import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
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

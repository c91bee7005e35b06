import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { makePdf } from '#testing/files.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'vera.values@harbor.example'

describe.skipIf(noBrowser)(
  `what was read from a document${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    const product = sharedProduct()
    let path = ''
    beforeAll(async () => {
      if (noBrowser) return
      const { page } = await product.newPage()
      await signUpOn(page, product, EMAIL)
      const buffer = await makePdf([
        'RESIDENTIAL PURCHASE AGREEMENT',
        'Property Address: 12 Harbor Lane, Denver, CO 80202',
        'The purchase price is $450,000.00. Consideration tendered at table: $20,150.00',
        'Questions go to vera@harbor.example or omar@harbor.example.',
      ])
      await page.goto('/documents')
      const file = { name: 'values.pdf', mimeType: 'application/pdf', buffer }
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page.locator('[role=row][data-index="0"] a').click()
      await page.getByText('$20,150.00').first().waitFor({ timeout: 60_000 })
      path = new URL(page.url()).pathname
    }, 120_000)

    test('can be accepted all at once where it is sure, and taken back', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto(path)
      await page.getByRole('button', { name: /^Accept \d+ key terms \(97% or more confident\)$/ }).click()
      await page.getByText(/\d+ key terms accepted\./).waitFor()
      await page.getByLabel('Accepted').nth(1).waitFor()
      await expect.poll(() => page.getByRole('button', { name: /^Accept \d/ }).count()).toBe(0)
      await page.getByRole('button', { name: 'Undo the decision on vera@harbor.example' }).click()
      await page.getByRole('button', { name: 'Accept vera@harbor.example' }).waitFor()
    })

    test('can be said to be another field of its kind', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto(path)
      await page.getByRole('button', { name: 'Edit $20,150.00' }).click()
      await page.getByLabel('Field', { exact: true }).first().click()
      await page.getByRole('option', { name: 'Option fee' }).click()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('heading', { name: 'Option fee' }).waitFor()
    })
  },
)

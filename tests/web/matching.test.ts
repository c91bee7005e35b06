import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { makePdf } from '#testing/files.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'mona.matching@harbor.example'

const agreement = async (street: string, name: string) => ({
  ...{ name, mimeType: 'application/pdf' },
  buffer: await makePdf([
    'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
    'Date Prepared: March 3, 2030',
    'This is an offer from Maria Gonzalez ("Buyer").',
    `The real property to be acquired is ${street}, Portland, OR 97201.`,
    'The purchase price offered is $485,000.00.',
    'Close of escrow shall occur on April 17, 2030.',
    'Initial deposit: Buyer shall deliver $10,000.00 to escrow holder within 3 business days.',
    'Seller: Thomas Whitfield. Buyer shall obtain a loan of $388,000.00.',
  ]),
})

describe.skipIf(noBrowser)(
  `documents find their deal${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 180_000 },
  () => {
    const product = sharedProduct()
    beforeAll(async () => {
      if (noBrowser) return
      await signUpOn((await product.newPage()).page, product, EMAIL)
    }, 120_000)

    test('an agreement that is uploaded is added to its deal, and its values are applied', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      const dialog = page.getByRole('dialog')
      await page.goto('/deals?new=deal')
      await dialog.getByLabel('Street address').fill('742 Evergreen Terrace')
      await dialog.getByLabel('City').fill('Portland')
      await dialog.getByRole('button', { name: 'Create deal' }).click()
      await page.getByRole('heading', { name: '742 Evergreen Terrace, Portland', level: 1 }).waitFor()
      const deal = new URL(page.url()).pathname

      await page.goto('/documents')
      const file = await agreement('742 Evergreen Terrace', 'agreement.pdf')
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page.locator('[role=row][data-index="0"] a').click()
      await page.getByText('Belongs to').waitFor({ timeout: 60_000 })
      await page.getByText('Address on page 1 is 742 Evergreen Terrace, Portland, OR 97201').waitFor()
      await page.getByRole('button', { name: 'Add to this deal' }).click()
      await page.getByText('In the deal').waitFor()
      for (const value of ['$485,000.00', 'Maria Gonzalez'])
        await page
          .getByRole('button', { name: `Accept ${value}`, exact: true })
          .first()
          .click()
      await page.getByLabel('Accepted').nth(1).waitFor()

      await page.goto(`${deal}?tab=values`)
      const section = page.getByRole('region', { name: 'From documents' })
      await section.getByText('$485,000.00').waitFor()
      await section.getByText('Maria Gonzalez').waitFor()
      await section.locator('[data-place]').first().waitFor()
      await section.getByRole('button', { name: 'Apply 2' }).click()
      await dialog.getByRole('button', { name: 'Apply' }).click()
      await page.getByText('2 values applied.').waitFor()
      await page.getByRole('link', { name: 'Maria Gonzalez' }).waitFor()
      await section.getByText('Accepted key terms').waitFor()
      await page.getByRole('region', { name: 'Money' }).getByText('$485,000.00').waitFor()
      expect(faults).toEqual([])
    })

    test('an agreement about another property begins its deal, of which nothing is typed', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 360, height: 780 } })
      await signInOn(page, EMAIL)
      const dialog = page.getByRole('dialog')
      await page.goto('/documents')
      const file = await agreement('9 Quarry Road', 'quarry.pdf')
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page
        .getByText(/9 Quarry Road/)
        .first()
        .click({ timeout: 60_000 })
      await page
        .getByRole('button', { name: 'New deal from this document' })
        .first()
        .click({ timeout: 60_000 })
      await dialog.getByText('Thomas Whitfield becomes a new contact.').waitFor()
      expect(await dialog.getByLabel('Street address').inputValue()).toBe('9 Quarry Road')
      expect(await dialog.getByLabel('Sale price').inputValue()).toBe('485000.00')
      await dialog.getByRole('button', { name: 'Create deal' }).click()
      await dialog.getByText('Choose whom you represent').waitFor()
      await dialog.getByRole('combobox', { name: 'We represent' }).click()
      await page.getByRole('option', { name: 'Listing side' }).click()
      await dialog.getByRole('button', { name: 'Create deal' }).click()
      await page.getByRole('heading', { name: '9 Quarry Road, Portland, OR 97201', level: 1 }).waitFor()
      await page.getByRole('link', { name: 'Thomas Whitfield' }).waitFor()
      await page
        .getByRole('link', { name: /Purchase Agreement/ })
        .first()
        .waitFor()
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(360)
      expect(faults).toEqual([])
    })

    test('a file that is dropped on the page of a deal belongs to it, and says that it is about another property', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      await page.goto('/deals')
      await page.getByText('742 Evergreen Terrace').first().click()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: '742 Evergreen Terrace, Portland', level: 1 }).waitFor()
      const { buffer, name, mimeType } = await agreement('31 Larkspur Lane', 'larkspur.pdf')
      const transfer = await page.evaluateHandle(
        ([bytes, name, type]) => {
          const data = new DataTransfer()
          data.items.add(new File([Uint8Array.from(bytes)], name, { type }))
          return data
        },
        [[...buffer], name, mimeType] as const,
      )
      await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
      await page.getByText('Drop to add to this deal').waitFor()
      await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
      const documents = page.getByRole('region', { name: 'Documents' })
      await documents.getByText('About 31 Larkspur Lane, Portland, OR 97201, not this property.').waitFor({
        timeout: 60_000,
      })
      expect(faults).toEqual([])
    })
  },
)

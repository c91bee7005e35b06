import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { makePdf } from '#testing/files.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'sam.sale@harbor.example'

const pdf = async (name: string, lines: string[]) => ({
  ...{ name, mimeType: 'application/pdf', buffer: await makePdf(lines) },
})
const agreement = () =>
  pdf('agreement.pdf', [
    'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
    'Date Prepared: March 3, 2026',
    'This is an offer from Maria Gonzalez ("Buyer").',
    'The real property to be acquired is 88 Journey Lane, Portland, OR 97201.',
    'The purchase price offered is $485,000.00.',
    'Close of escrow shall occur on April 17, 2026.',
    'Initial deposit: Buyer shall deliver $10,000.00 to escrow holder within 3 business days.',
    'Seller: Thomas Whitfield. Buyer shall obtain a loan of $388,000.00.',
  ])
const disclosure = () =>
  pdf('closing-disclosure.pdf', [
    'CLOSING DISCLOSURE',
    'This form is a statement of final loan terms and closing costs.',
    'Closing Information',
    'Date Issued: April 14, 2026',
    'Closing Date: April 20, 2026',
    'Disbursement Date: April 20, 2026',
    'Settlement Agent: First Bay Title',
    'Property: 88 Journey Lane, Portland, OR 97201',
    'Sale Price: $485,000.00',
    'Borrower: Maria Gonzalez',
    'Seller: Thomas Whitfield',
  ])

describe.skipIf(noBrowser)(`a sale${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 240_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  test('goes from the agreement that is dropped in to the disbursement, refused once for a missing document', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    const upload = async (file: Awaited<ReturnType<typeof pdf>>) => {
      await page.goto('/documents')
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page.locator('[role=row][data-index="0"] a').click()
    }

    // The agreement begins the deal: nothing of it is typed.
    await upload(await agreement())
    await page.getByRole('button', { name: 'New deal from this document' }).first().click({ timeout: 60_000 })
    await dialog.getByText('Thomas Whitfield becomes a new contact.').waitFor()
    await dialog.getByRole('combobox', { name: 'We represent' }).click()
    await page.getByRole('option', { name: 'Listing side' }).click()
    await dialog.getByRole('button', { name: 'Create deal' }).click()
    const heading = page.getByRole('heading', { name: '88 Journey Lane, Portland, OR 97201', level: 1 })
    await heading.waitFor()
    const deal = new URL(page.url()).pathname
    await page.getByRole('region', { name: 'Money' }).getByText('$485,000.00').waitFor()

    // The disclosure finds the deal, and its closing date moves the deal's.
    await upload(await disclosure())
    await page.getByText('Belongs to').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Add to this deal' }).click()
    await page.getByText('In the deal').waitFor()
    await page
      .getByRole('button', { name: /^Accept .*Apr(il)? 20, 2026/ })
      .first()
      .click()
    await page.getByLabel('Accepted').first().waitFor()
    await page.goto(`${deal}?tab=values`)
    const values = page.getByRole('region', { name: 'From documents' })
    await values
      .getByRole('button', { name: /^Apply/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await page.getByText(/values? applied\./).waitFor()
    await page
      .getByRole('list', { name: 'Dates' })
      .getByText(/Apr 20, 2026/)
      .waitFor()

    // What the deal needs: one is filled and approved, one is still missing.
    const required = page.getByRole('region', { name: 'Required documents' })
    for (const name of ['Agreement', 'Final disclosure']) {
      await required.getByRole('button', { name: 'Add document' }).click()
      await dialog.getByLabel('Name').fill(name)
      await dialog.getByRole('button', { name: 'Add', exact: true }).click()
      await required.getByText(name, { exact: true }).waitFor()
    }
    const fill = async (name: string, title: RegExp) => {
      await required.getByRole('button', { name: `Submit ${name}` }).click()
      await page.getByRole('menuitem', { name: title }).click()
      await required.getByRole('button', { name: 'Approve' }).click()
    }
    await fill('Agreement', /agreement/i)
    await required.getByText('Closing waits for 1 document').waitFor()

    await page.getByText('Under contract', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Change prices' }).click()
    await dialog.getByLabel('Commission rate (optional)').fill('6')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Prices saved.').waitFor()
    const close = async () => {
      await page.getByRole('button', { name: 'Move to' }).click()
      await page.getByRole('menuitem', { name: 'Closed' }).click()
      await dialog.getByRole('button', { name: 'Close deal' }).click()
    }
    await close()
    await dialog.getByRole('link', { name: 'Final disclosure' }).click()
    await fill('Final disclosure', /disclosure/i)
    await required.getByText('All required documents are approved').waitFor()
    await close()
    await page.getByText(/Confirmed at closing on/).waitFor()

    const commission = page.getByRole('region', { name: 'Commission' })
    await commission.getByRole('button', { name: 'Approve' }).click()
    await commission.getByText(/Approved by Nora North/).waitFor()
    await commission.getByRole('button', { name: 'PDF' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'For the title company' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^commission-disbursement-.+\.pdf$/)
    expect(faults).toEqual([])
  })
})

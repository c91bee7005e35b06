import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'cora.commissions@harbor.example'

describe.skipIf(noBrowser)(`commissions${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 180_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  test('a plan is set, a deal is computed by it, closed with its net sheet, and its disbursement is approved', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await page.goto('/commissions?new=plan')
    await dialog.getByLabel('Agent', { exact: true }).first().click()
    await page.getByRole('option').first().click()
    await dialog.getByLabel('Valid from').fill('2020-01-01')
    await dialog.getByLabel('Cap (optional)').fill('8000')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('$8,000.00 left').waitFor()

    await page.goto('/deals?new=deal')
    await dialog.getByLabel('Street address').fill('7 Commission Way')
    await dialog.getByLabel('City').fill('Austin')
    await dialog.getByRole('button', { name: 'Create deal' }).click()
    await page.getByRole('heading', { name: '7 Commission Way, Austin', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Move to' }).click()
    await page.getByRole('menuitem', { name: 'Under contract' }).click()
    await dialog.getByLabel('Contract date').fill('2026-01-05')
    await dialog.getByRole('button', { name: 'Move to Under contract' }).click()
    await page.getByRole('button', { name: 'Change prices' }).click()
    await dialog.getByLabel('Sale price (optional)').fill('400000')
    await dialog.getByLabel('Commission rate (optional)').fill('6')
    await dialog.getByRole('button', { name: 'Save' }).click()

    const commission = page.getByRole('region', { name: 'Commission' })
    await commission.getByRole('button', { name: /Nora North \(you\)/ }).click()
    await commission.getByText('Agent’s part: $12,000.00 × 70% = $8,400.00').waitFor()
    await commission.getByRole('button', { name: 'Edit terms' }).click()
    await dialog.getByLabel('Listing side’s part').fill('75')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await commission.getByText('Agent’s part: $18,000.00 × 70% = $12,600.00').waitFor()

    const money = page.getByRole('region', { name: 'Money' })
    await money.getByRole('button', { name: 'Add amount' }).click()
    await page.getByRole('menuitem', { name: 'Loan payoff' }).click()
    await dialog.getByLabel('Amount').fill('150000')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('region', { name: 'Net sheet' }).getByText('$226,000.00').waitFor()

    await page.getByRole('button', { name: 'Move to' }).click()
    await page.getByRole('menuitem', { name: 'Closed' }).click()
    await dialog.getByLabel('Sale price').fill('410000')
    await dialog.getByText('$235,400.00').waitFor()
    await dialog.getByRole('button', { name: 'Close deal' }).click()
    await page.getByText(/Confirmed at closing on .+: \$235,400\.00\./).waitFor()

    await commission.getByRole('button', { name: 'Approve' }).click()
    await commission.getByText(/Approved by Nora North/).waitFor()
    for (const copy of ['For the title company', 'Internal, with how splits are computed']) {
      await commission.getByRole('button', { name: 'PDF' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: copy }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^commission-disbursement-.+\.pdf$/)
    }
    await commission.getByRole('button', { name: 'Email', exact: true }).click()
    await dialog.getByLabel('Email').fill('closings@firstbay.example')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await commission.getByText(/sent to closings@firstbay\.example/).waitFor()
    await commission.getByRole('link', { name: 'File as sent' }).waitFor()
    await commission.getByRole('button', { name: 'Confirm payment to Nora North' }).click()
    await commission.getByRole('button', { name: /^Nora North paid on/ }).waitFor()

    await page.goto('/commissions')
    await page.getByText('$5,535.00 of $8,000.00').waitFor()
    expect(faults).toEqual([])
  })

  test('a closing is amended: what follows is shown before, and who changed what and why after', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await page.goto('/commissions')
    await page.getByRole('link', { name: '7 Commission Way, Austin' }).click()
    await page.getByRole('button', { name: 'Amend closing' }).click()
    await dialog.getByText('Change a figure to see what follows from it.').waitFor()
    await dialog.getByLabel('Amount of Loan payoff').fill('140000')
    await dialog.getByRole('button', { name: 'Add amount' }).click()
    await page.getByRole('menuitem', { name: 'Fee' }).click()
    await dialog.getByLabel('Amount of Fee').fill('500')
    await dialog.getByLabel('Sale price').fill('400000')
    const effects = dialog.getByRole('region', { name: 'What changes' })
    await effects.getByText('$235,400.00 $235,500.00').waitFor()
    await effects.getByText('$12,915.00 $12,600.00').waitFor()
    await dialog.getByLabel('Reason').fill('The settlement statement was corrected.')
    await dialog.getByRole('button', { name: 'Amend', exact: true }).click()
    const history = page.getByRole('region', { name: 'Amendments of the closing' })
    await history.getByText('The settlement statement was corrected.').waitFor()
    await history.getByText('$410,000.00 $400,000.00').waitFor()
    await page.getByText('The commission has changed since this was approved.').waitFor()
    expect(faults).toEqual([])
  })

  test('the pages fit on a phone', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 360, height: 780 } })
    await signInOn(page, EMAIL)
    await page.goto('/commissions')
    await page.getByRole('link', { name: '7 Commission Way, Austin' }).click()
    await page.getByText('Gross commission').waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(360)
    expect(faults).toEqual([])
  })
})

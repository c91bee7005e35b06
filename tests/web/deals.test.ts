import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'dora.deals@harbor.example'

describe.skipIf(noBrowser)(`deals${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 180_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  test('a deal is created with its client, gets its dates, moves along the board, and is closed', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await page.goto('/deals?new=deal')
    await dialog.getByLabel('Street address').fill('12 Harbor Street')
    await dialog.getByLabel('City').fill('Austin')
    await dialog.getByLabel('List price (optional)').fill('845000')
    await dialog.getByLabel('Or a new contact').fill('Rosa Delgado')
    await dialog.getByRole('button', { name: 'Create deal' }).click()
    await page.getByRole('heading', { name: '12 Harbor Street, Austin', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Rosa Delgado' }).waitFor()
    await page.getByText('$845,000.00').first().waitFor()

    await page.getByRole('button', { name: 'Move to' }).click()
    await page.getByRole('menuitem', { name: 'Under contract' }).click()
    await dialog.getByLabel('Contract date').fill('2026-03-02')
    await dialog.getByRole('button', { name: 'Move to Under contract' }).click()
    await page.getByText('Under contract', { exact: true }).first().waitFor()

    await page.getByRole('button', { name: 'Add date' }).click()
    await page.getByRole('menuitem', { name: 'Another date' }).click()
    await dialog.getByLabel('Name').fill('Inspection')
    await dialog.getByLabel('Days', { exact: true }).fill('17')
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByText('Thu, Mar 19, 2026').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    const dates = page.getByRole('list', { name: 'Dates' })
    await dates.getByText('17 days after contract').waitFor()

    await page.getByRole('button', { name: 'Change Contract' }).click()
    await dialog.getByLabel('Date', { exact: true }).fill('2026-03-03')
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByText('Tue, Mar 3, 2026').waitFor()
    const moved = await dialog.getByRole('row').allTextContents()
    expect(moved).toEqual([
      'DateBeforeAfter',
      'ContractMon, Mar 2, 2026Tue, Mar 3, 2026',
      'InspectionThu, Mar 19, 2026Fri, Mar 20, 2026',
    ])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dates.getByText('Fri, Mar 20, 2026').waitFor()

    await page.goto('/deals/board')
    const card = page.getByRole('region', { name: 'Under contract' }).getByRole('article')
    await card.dragTo(page.getByRole('region', { name: 'Clear to close' }))
    await page.getByRole('region', { name: 'Clear to close' }).getByText('12 Harbor Street').waitFor()
    await page.getByRole('button', { name: 'Move 12 Harbor Street, Austin' }).click()
    await page.getByRole('menuitem', { name: 'Closed' }).click()
    await dialog.getByLabel('Sale price').fill('832500')
    await dialog.getByRole('button', { name: 'Close deal' }).click()
    await page.getByRole('article').waitFor({ state: 'detached' })

    await page.getByLabel('Show deals as').getByText('Calendar').click()
    const calendar = page.getByRole('table', { name: 'Calendar' })
    await calendar.getByRole('link', { name: /^Closing 12 Harbor Street/ }).waitFor()
    await page.getByRole('button', { name: 'Next month' }).click()
    await page.getByRole('button', { name: 'Today' }).click()
    await calendar.getByRole('link', { name: /^Closing 12 Harbor Street/ }).click()
    await page.getByRole('heading', { name: '12 Harbor Street, Austin', level: 1 }).waitFor()

    await page.goto('/deals?view=closed&stage=closed')
    await page.getByText('$832,500.00').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('#harbor')
    await page
      .getByRole('option', { name: /12 Harbor Street/ })
      .first()
      .waitFor()
    expect(faults).toEqual([])
  })

  test('a known address is proposed for a new deal, and the page fits on a phone', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 360, height: 780 } })
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await page.goto('/deals?new=deal')
    await dialog.getByLabel('Street address').fill('12 HARBOR ST')
    await dialog.getByRole('button', { name: 'Use this property' }).click()
    await dialog.getByRole('button', { name: 'Not this one' }).waitFor()
    await dialog.getByRole('button', { name: 'Create deal' }).click()
    await page.getByRole('heading', { name: '12 Harbor Street, Austin', level: 1 }).waitFor()
    await page.getByText('All 2 deals of this property').waitFor()

    // What the organization notes beyond the deal's own fields.
    await page.goto(`${new URL(page.url()).pathname}?tab=details`)
    await page.getByRole('button', { name: 'Edit custom fields' }).click()
    await dialog.getByRole('button', { name: 'Add a field' }).click()
    await dialog.getByLabel('Name of the field').fill('Lockbox code')
    await dialog.getByLabel('Value of Lockbox code').fill('4471')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Custom fields saved.').waitFor()
    await page.getByRole('definition').getByText('4471').waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(360)
    expect(faults).toEqual([])
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { PHONE, pixelsBeyond, violationsOf } from '#testing/sweep.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'eva.exchanges@harbor.example'

describe.skipIf(noBrowser)(`exchanges${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 120_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  test('an exchange is opened, its first transfer starts its clocks, and its tax return moves them', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(20_000)
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await page.goto('/contacts?new=contact')
    await dialog.getByLabel('Name').first().fill('Ines Alvarez')
    await dialog
      .getByRole('button', { name: /Create|Add|Save/ })
      .last()
      .click()
    await dialog.waitFor({ state: 'hidden' })

    await page.goto('/exchanges?new=exchange')
    await dialog.getByRole('combobox', { name: 'Taxpayer' }).click()
    await page.getByRole('option', { name: /Ines Alvarez/ }).click()
    await dialog.getByRole('button', { name: 'Open exchange' }).click()
    await page.getByRole('heading', { name: 'Ines Alvarez', level: 1 }).waitFor()

    await page.getByRole('button', { name: 'Add property' }).click()
    await dialog.getByLabel('Street address').fill('12 Harbor Street')
    await dialog.getByLabel('Transferred on').fill('2026-11-02')
    await dialog.getByRole('button', { name: 'Add property' }).click()
    const exchange = page.getByRole('region', { name: 'Exchange deadline', exact: true })
    await page
      .getByRole('region', { name: 'Identification deadline', exact: true })
      .getByText('Dec 17, 2026')
      .waitFor()
    await exchange.getByText('May 1, 2027').first().waitFor()

    await page.getByRole('button', { name: 'Change facts' }).click()
    await dialog.getByLabel('Tax year ends').fill('2026-12-31')
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByText(/May 1, 2027 to .*Apr 15, 2027/).waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await exchange.getByText('Apr 15, 2027').first().waitFor()
    await dialog.waitFor({ state: 'hidden' })

    expect(await violationsOf(page)).toEqual([])
    await page.setViewportSize(PHONE)
    expect(await pixelsBeyond(page)).toBe(0)
    expect(faults).toEqual([])
  })
})

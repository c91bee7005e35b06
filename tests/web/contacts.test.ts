import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'cora.contacts@harbor.example'

describe.skipIf(noBrowser)(`contacts${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 180_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  test('a person is added, found, called, related to their company, and merged with their double', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
    await signInOn(page, EMAIL)
    const add = async (fill: () => Promise<void>, name: string) => {
      await page.goto('/contacts?new=contact')
      await fill()
      await page.getByRole('dialog').getByRole('button', { name: 'Add contact' }).click()
      await page.getByRole('heading', { name, level: 1 }).waitFor()
    }
    const dialog = page.getByRole('dialog')
    const person = (first: string, last: string) => async () => {
      await dialog.getByLabel('First name').fill(first)
      await dialog.getByLabel('Last name').fill(last)
      await dialog.getByLabel('Phone 1', { exact: true }).fill('415 555 0132')
      await dialog.getByLabel('Email 1', { exact: true }).fill('rosa@client.example')
    }
    await add(async () => {
      await dialog.getByText('LLC', { exact: true }).click()
      await dialog.getByLabel('Name', { exact: true }).fill('Delgado Homes LLC')
    }, 'Delgado Homes LLC')
    await add(person('R.', 'Delgado'), 'R. Delgado')
    await add(person('Rosa', 'Delgado'), 'Rosa Delgado')
    await page.getByText('(415) 555-0132').waitFor()

    await page.getByLabel('Summary').fill('Wants to sell in spring.')
    await page.getByLabel('Follow up on (optional)').fill('2030-03-01')
    await page.getByRole('button', { name: 'Log' }).click()
    await page.getByText('Call to them').waitFor()
    await page.getByText('Wants to sell in spring.', { exact: true }).last().waitFor()

    await page.getByRole('button', { name: 'Add relationship' }).click()
    await dialog.getByRole('combobox', { name: 'Relationship' }).fill('Owner of')
    await page.getByRole('option', { name: 'Owner of' }).click()
    await dialog.getByRole('combobox', { name: 'Contact' }).fill('homes')
    await page.getByRole('option', { name: 'Delgado Homes LLC' }).click()
    await dialog.getByLabel('Share (optional)').fill('100')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('link', { name: 'Delgado Homes LLC' }).first().waitFor()
    await page.getByText('100%').first().waitFor()

    await page.goto('/contacts/duplicates')
    await page.getByText('Similar name · Same email address · Same phone number').waitFor()
    await page.getByRole('button', { name: 'Merge' }).click()
    await dialog.getByRole('radio', { name: 'Rosa', exact: true }).check()
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await page.getByRole('heading', { name: /Delgado/, level: 1 }).waitFor()
    await page.getByText('Wants to sell in spring.', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.goto('/contacts?q=delgado')
    await expect.poll(() => page.locator('[role=row][data-index]').count(), { timeout: 10_000 }).toBe(3)
    expect(faults).toEqual([])
  })

  test('the search box finds a contact by their number, and their page works on a phone', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 360, height: 760 } })
    await signInOn(page, EMAIL)
    await page.goto('/contacts?new=contact')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('First name').fill('Pia')
    await dialog.getByLabel('Last name').fill('Phone')
    await dialog.getByLabel('Phone 1', { exact: true }).fill('(628) 555-0177')
    await dialog.getByRole('button', { name: 'Add contact' }).click()
    await page.getByRole('heading', { name: 'Pia Phone', level: 1 }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.goto('/')
    await page.getByRole('button', { name: 'Search' }).first().click()
    await page.getByRole('combobox').fill('555-0177')
    await page.getByRole('option', { name: /Pia Phone/ }).click()
    await page.getByRole('heading', { name: 'Pia Phone', level: 1 }).waitFor()
    expect(faults).toEqual([])
  })
})

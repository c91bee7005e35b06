import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'kim.keyboard@harbor.example'
const MOST_STEPS = 120

/** Presses a key until the focus is on what is looked for, as a person does who has no mouse. */
async function reach(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.first().waitFor()
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await target.first().evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} doesn’t reach ${target}`)
}

const press = async (page: Page, target: Locator) => {
  await reach(page, target)
  await page.keyboard.press('Enter')
}

/** Opens a menu and chooses from it with the arrows. */
async function choose(page: Page, menu: string, item: string): Promise<void> {
  await press(page, page.getByRole('button', { name: menu }))
  await reach(page, page.getByRole('menuitem', { name: item, exact: true }), 'ArrowDown')
  await page.keyboard.press('Enter')
}

/** Types into a field, in place of what it held; a day is typed in the order of its parts. */
async function type(page: Page, field: Locator, text: string): Promise<void> {
  await reach(page, field)
  if ((await field.getAttribute('type')) !== 'date') await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

describe.skipIf(noBrowser)(`the keyboard${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 180_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  test('is enough to open a deal from the list, move its closing date and its stage, and close it', async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    const dates = page.getByRole('list', { name: 'Dates' })
    const heading = page.getByRole('heading', { name: '7 Keyboard Lane, Austin', level: 1 })
    const typeDay = (day: string) => type(page, dialog.getByLabel('Date', { exact: true }), day)

    await page.goto('/deals?new=deal')
    await type(page, dialog.getByLabel('Street address'), '7 Keyboard Lane')
    await type(page, dialog.getByLabel('City'), 'Austin')
    await type(page, dialog.getByLabel('List price (optional)'), '640000')
    await page.keyboard.press('Enter')
    await heading.waitFor()

    await page.goto('/deals')
    await page.getByRole('row', { name: /7 Keyboard Lane/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await heading.waitFor()

    await choose(page, 'Add date', 'Closing')
    await typeDay('04172026')
    await page.keyboard.press('Enter')
    await dialog.getByText('These dates change').waitFor()
    await press(page, dialog.getByRole('button', { name: 'Save' }))
    await dates.getByText('Apr 17, 2026').waitFor()

    await choose(page, 'Add date', 'Another date')
    await type(page, dialog.getByLabel('Name'), 'Keys to the buyer')
    await type(page, dialog.getByLabel('Days', { exact: true }), '3')
    await reach(page, dialog.getByRole('combobox', { name: 'Date', exact: true }))
    await page.keyboard.press('ArrowDown')
    const closing = page.getByRole('option', { name: 'Closing', exact: true })
    await closing.waitFor()
    while ((await closing.getAttribute('data-combobox-selected')) === null)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await press(page, dialog.getByRole('button', { name: 'Review' }))
    await press(page, dialog.getByRole('button', { name: 'Save' }))
    await dates.getByText('3 days after closing').waitFor()

    // The closing moves, and before it is saved the person sees what moves with it.
    await press(page, page.getByRole('button', { name: 'Change Closing' }))
    await typeDay('04202026')
    await page.keyboard.press('Enter')
    await dialog.getByText('These dates change').waitFor()
    expect(await dialog.getByRole('row').allTextContents()).toEqual([
      'DateBeforeAfter',
      expect.stringMatching(/^Closing.*Apr 17, 2026.*Apr 20, 2026$/),
      expect.stringMatching(/^Keys to the buyer.*Apr 20, 2026.*Apr 23, 2026$/),
    ])
    await press(page, dialog.getByRole('button', { name: 'Save' }))
    await dates.getByText('Apr 23, 2026').waitFor()

    await choose(page, 'Move to', 'Under contract')
    await type(page, dialog.getByLabel('Contract date'), '03022026')
    await page.keyboard.press('Enter')
    await page.getByText('Under contract', { exact: true }).first().waitFor()
    await dialog.waitFor({ state: 'detached' })

    await choose(page, 'Move to', 'Closed')
    await type(page, dialog.getByLabel('Sale price'), '632500')
    await dialog.getByText('Check it against the settlement statement').waitFor()
    await press(page, dialog.getByRole('button', { name: 'Close deal' }))
    await page.getByText(/^Closed on /).waitFor()
    expect(faults).toEqual([])
  })
})

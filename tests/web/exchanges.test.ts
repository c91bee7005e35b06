import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { PHONE, pixelsBeyond, sweep, untilQuiet, violationsOf } from '#testing/sweep.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'eva.exchanges@harbor.example'
/** Of a dialog: what stands behind it is a page of its own. */
const GRAVE = ['serious', 'critical']
const DESK = { viewport: { width: 1440, height: 900 } }

describe.skipIf(noBrowser)(`exchanges${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 180_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  /** The contact and the exchange of one taxpayer, whose page is then open. */
  async function openFor(page: Page, taxpayer: string) {
    const dialog = page.getByRole('dialog')
    await page.goto('/contacts?new=contact')
    await dialog.getByLabel('Name').first().fill(taxpayer)
    await dialog
      .getByRole('button', { name: /Create|Add|Save/ })
      .last()
      .click()
    await dialog.waitFor({ state: 'hidden' })
    await page.goto('/exchanges?new=exchange')
    await dialog.getByRole('combobox', { name: 'Taxpayer' }).click()
    await page.getByRole('option', { name: new RegExp(taxpayer) }).click()
    await dialog.getByRole('button', { name: 'Open exchange' }).click()
    await page.getByRole('heading', { name: taxpayer, level: 1 }).waitFor()
  }

  test('an exchange is opened, its first transfer starts its clocks, and its tax return moves them', async () => {
    const { page, faults } = await product.newPage(DESK)
    page.setDefaultTimeout(20_000)
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await openFor(page, 'Ines Alvarez')
    await page.getByText('Before this exchange can be activated').waitFor()

    await page.getByRole('button', { name: 'Add relinquished property' }).click()
    await dialog.getByLabel('Street address').fill('12 Harbor Street')
    await dialog.getByLabel('Price (optional)').fill('845000')
    await dialog.getByLabel('Transferred on').fill('2026-11-02')
    await dialog.getByRole('button', { name: 'Add property' }).click()
    await page.getByText('Identification deadline: Thu, Dec 17, 2026.').waitFor()
    const exchange = page.getByRole('region', { name: 'Exchange deadline', exact: true })
    const identification = page.getByRole('region', { name: 'Identification deadline', exact: true })
    await identification.getByText('Thu, Dec 17, 2026').waitFor()
    await exchange.getByText('Sat, May 1, 2027').waitFor()
    await exchange.getByText('It falls on a Saturday. Weekends and holidays don’t move it.').waitFor()

    await page.getByRole('button', { name: 'Enter the tax return' }).click()
    await dialog.getByRole('combobox', { name: /^Tax return/ }).click()
    await page.getByRole('option', { name: /Form 1040/ }).click()
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByRole('cell', { name: 'Thu, Apr 15, 2027' }).waitFor()
    expect(await dialog.getByRole('row').allTextContents()).toEqual([
      'DateBeforeAfter',
      'Exchange deadlineSat, May 1, 2027Thu, Apr 15, 2027',
    ])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await exchange.getByText('Thu, Apr 15, 2027').waitFor()
    await exchange.getByText('Limited by the tax return.').waitFor()
    const history = page.getByRole('region', { name: 'Deadlines', exact: true })
    await history.getByText('Return due: Thu, Apr 15, 2027').waitFor()
    await page
      .getByText(/Exchange deadline: Sat, May 1, 2027 → Thu, Apr 15, 2027/)
      .first()
      .waitFor()
    expect(faults).toEqual([])
  })

  test('what stands in the way of activating an exchange leads to where it is mended', async () => {
    const { page, faults } = await product.newPage(DESK)
    page.setDefaultTimeout(20_000)
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await openFor(page, 'Omar Obstacle')
    const activate = page.getByRole('button', { name: 'Activate', exact: true })
    expect(await activate.isDisabled()).toBe(true)

    await page.getByRole('button', { name: 'Add property' }).click()
    await dialog.getByLabel('Street address').fill('9 Ready Road')
    await dialog.getByRole('button', { name: 'Add property' }).click()
    await page.getByRole('button', { name: 'Edit exchange' }).click()
    await dialog.getByLabel('Exchange agreement signed on').fill('2026-01-15')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Edit property' }).first().click()
    await dialog.getByLabel('Contract assigned on').fill('2026-01-16')
    await dialog.getByLabel('Parties notified on').fill('2026-01-17')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Before this exchange can be activated').waitFor({ state: 'hidden' })
    await activate.click()
    await page.getByText('Exchange activated.').waitFor()
    await page.getByText('Next: Close the sale').waitFor()

    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Cancel exchange' }).click()
    await dialog.getByLabel('Reason').fill('The sale fell through.')
    await dialog.getByRole('button', { name: 'Cancel exchange' }).click()
    await page.getByText('Canceled: The sale fell through.').waitFor()
    expect(faults).toEqual([])
  })

  test('people and properties are taken out of an exchange, and come back with one click', async () => {
    const { page, faults } = await product.newPage(DESK)
    page.setDefaultTimeout(20_000)
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await openFor(page, 'Uma Undo')
    const people = page.getByRole('region', { name: 'People', exact: true })
    await page.getByRole('button', { name: 'Add person' }).click()
    await dialog.getByRole('combobox', { name: 'Contact' }).click()
    await page.getByRole('option', { name: /Uma Undo/ }).click()
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await people.getByText('· CPA').waitFor()
    await people.getByRole('button', { name: 'Actions for Uma Undo' }).click()
    await page.getByRole('menuitem', { name: 'Change authority and access' }).click()
    await dialog.getByRole('combobox', { name: 'Documents they see' }).click()
    await page.getByRole('option', { name: 'All documents' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await people.getByText('Authority: standard · All documents').waitFor()
    await people.getByRole('button', { name: 'Actions for Uma Undo' }).click()
    await page.getByRole('menuitem', { name: 'End participation' }).click()
    await people.getByText('1 no longer takes part').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await people.getByText('Authority: standard · All documents').waitFor()

    await page.getByRole('button', { name: 'Add replacement property' }).click()
    await dialog.getByLabel('Street address').fill('44 Return Road')
    await dialog.getByLabel('Price (optional)').fill('250000')
    await dialog.getByRole('button', { name: 'Add property' }).click()
    const card = page.getByRole('article').filter({ hasText: '44 Return Road' })
    await card.getByText('$250,000.00').waitFor()
    await page.getByRole('button', { name: 'Actions for 44 Return Road' }).click()
    await page.getByRole('menuitem', { name: 'Remove from the exchange' }).click()
    await card.waitFor({ state: 'detached' })
    await page
      .getByText('44 Return Road removed.')
      .locator('..')
      .getByRole('button', { name: 'Undo' })
      .click()
    await card.getByText('$250,000.00').waitFor()
    expect(faults).toEqual([])
  })

  test('a deal whose seller is exchanging opens its exchange, and then shows it', async () => {
    const { page, faults } = await product.newPage(DESK)
    page.setDefaultTimeout(20_000)
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    await page.goto('/deals?new=deal')
    await dialog.getByLabel('Street address').fill('31 Barter Street')
    await dialog.getByLabel('Or a new contact').fill('Sella Seller')
    await dialog.getByRole('button', { name: 'Create deal' }).click()
    await page.getByRole('heading', { name: '31 Barter Street', level: 1 }).waitFor()
    const deal = new URL(page.url()).pathname
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await dialog.getByRole('combobox', { name: /Seller is exchanging/ }).click()
    await page.getByRole('option', { name: 'Yes' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'Open exchange' }).click()
    await expect
      .poll(() => dialog.getByRole('combobox', { name: 'Taxpayer' }).inputValue())
      .toBe('Sella Seller')
    await dialog.getByRole('button', { name: 'Open exchange' }).click()
    await page.getByRole('heading', { name: 'Sella Seller', level: 1 }).waitFor()
    await page.getByText('The clocks start by themselves when').waitFor()
    await page.goto(deal)
    await page.getByRole('link', { name: /Exchange EX-\d{4}-\d{4}, Sella Seller/ }).waitFor()
    await page.getByRole('link', { name: 'Sella Seller', exact: true }).click()
    await page.getByRole('link', { name: /EX-\d{4}-\d{4}, Sella Seller/ }).waitFor()
    expect(faults).toEqual([])
  })

  test('the main actions of an exchange are within reach of the keyboard', async () => {
    const { page, faults } = await product.newPage(DESK)
    page.setDefaultTimeout(20_000)
    await signInOn(page, EMAIL)
    await page.goto('/exchanges?q=Ines')
    await page.getByRole('row', { name: /Ines Alvarez/ }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('#Ines')
    await page
      .getByRole('option', { name: /Ines Alvarez.*EX-/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Ines Alvarez', level: 1 }).waitFor()
    await untilQuiet(page)
    const reached = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      )
    for (const name of ['Edit', 'Change facts', 'Add replacement property', 'Add person'])
      for (let tabs = 0; (await reached()) !== name; tabs++) {
        expect(tabs, `tabs to “${name}”`).toBeLessThan(60)
        await page.keyboard.press('Tab')
      }
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Add a person to the exchange' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(faults).toEqual([])
  })

  test('the pages of exchanges fit a phone, and have no faults of accessibility in light or dark', async () => {
    const { page, faults } = await product.newPage({ viewport: PHONE })
    page.setDefaultTimeout(20_000)
    await signInOn(page, EMAIL)
    const visit = (path: string) => async () => {
      await page.goto(path)
      await untilQuiet(page)
    }
    await page.goto('/exchanges?q=Ines')
    await page.getByRole('row', { name: /Ines Alvarez/ }).click()
    await page.getByRole('heading', { name: 'Ines Alvarez', level: 1 }).waitFor()
    const exchange = new URL(page.url()).pathname
    const found: string[] = []
    const pages = ['/exchanges', '/exchanges/board', '/exchanges/calendar?month=2026-12']
    for (const path of [...pages, '/exchanges/calendar?as=agenda&month=2026-12', exchange])
      found.push(...(await sweep(page, visit(path))).map((fault) => `${path}: ${fault}`))
    await page.setViewportSize(PHONE)
    for (const dialog of ['facts', 'edit', 'person', 'relinquished', 'cancel']) {
      await visit(`${exchange}?new=${dialog}`)()
      found.push(...(await violationsOf(page, GRAVE)).map((fault) => `${dialog}: ${fault}`))
      if (await pixelsBeyond(page)) found.push(`${dialog} is too wide`)
    }
    expect(found).toEqual([])
    expect(faults).toEqual([])
  })
})

import { readFile } from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { sweep } from '#testing/sweep.ts'

const GB06 =
  '/calculators/boot?from=amounts&adjusted_basis_given=100000&liabilities_assumed=150000&fmv_likekind_received=250000&cash_received=40000&liabilities_relieved=80000'
const OVER =
  '/calculators/identification?sold=2025-06-02&given=1000000&p1=1000000,,,,,Harbor&p2=800000,,,,,Mill&p3=600000,,,,,Cedar&p4=450000,,,,,Depot'
const SOLD = '/calculators/deadlines?sold=2026-03-02&form=1040&zone=America/Los_Angeles'
const PATHS = ['/calculators', SOLD, OVER, GB06]

async function downloaded(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const arrival = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const download = await arrival
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

const answerOf = (page: Page) => page.getByRole('region', { name: 'Answer' })

describe.skipIf(noBrowser)(`the public calculators${noBrowser ? `: ${noBrowser}` : ''}`, () => {
  const product = sharedProduct()

  async function open(path: string, options = {}) {
    const { page, faults } = await product.newPage(options)
    page.on('console', (message) => {
      if (message.type() === 'error' && !/401/.test(message.text())) faults.push(message.text())
    })
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return { page, faults }
  }

  test('are found from the sign-in page by somebody who has no account', async () => {
    const { page } = await open('/sign-in')
    await page.getByRole('link', { name: '1031 calculators' }).click()
    await page.getByRole('link', { name: /Day 45/ }).click()
    await page.getByLabel('Sale closed on', { exact: true }).waitFor()
  })

  test('answer both deadlines as a date is typed, the way an American writes it', async () => {
    const { page, faults } = await open('/calculators/deadlines')
    await page.getByLabel('Sale closed on', { exact: true }).pressSequentially('3/2/2026')

    await expect.poll(() => answerOf(page).textContent()).toContain('Thu, Apr 16, 2026')
    expect(await answerOf(page).textContent()).toContain('Sat, Aug 29, 2026')
    expect(await answerOf(page).textContent()).toContain('A Saturday: the deadline doesn’t move')
    expect(faults).toEqual([])
  })

  test('let a day be picked instead of typed', async () => {
    const { page } = await open(SOLD)
    await page.getByRole('button', { name: 'Pick: Sale closed on' }).click()
    await page.getByRole('button', { name: '10 March 2026' }).click()
    expect(await page.getByLabel('Sale closed on', { exact: true }).inputValue()).toBe('03/10/2026')
  })

  test('call a day that does not exist wrong beside its field, and only once it is left', async () => {
    const { page } = await open('/calculators/deadlines')
    const field = page.getByLabel('Sale closed on', { exact: true })
    await field.fill('02/30/2026')
    expect(await page.getByText('February 2026 has 28 days.').count()).toBe(0)
    await field.blur()
    await page.getByText('February 2026 has 28 days.').waitFor()
  })

  test('say beside a due date on a weekend until when the return may be filed, and what a notice still needs', async () => {
    const { page } = await open('/calculators/deadlines?sold=2027-12-20&form=1040&relief=section_17')
    await page.getByText('Sat, Apr 15, 2028 · may be filed until Tue, Apr 18, 2028').waitFor()
    await page.getByRole('status').filter({ hasText: 'the day the disaster began' }).waitFor()
    expect(await answerOf(page).textContent()).toContain('Sat, Apr 15, 2028')
  })

  test('keep the whole question in the address, so a link shows it to another', async () => {
    const { page } = await open('/calculators/deadlines')
    await page.getByLabel('Sale closed on', { exact: true }).fill('12/15/2025')
    await page.getByRole('combobox', { name: 'Taxpayer' }).click()
    await page.getByRole('option', { name: /1065/ }).click()
    await expect.poll(() => page.url()).toContain('form=1065')
    await expect.poll(() => answerOf(page).textContent()).toContain('Sun, Mar 15, 2026')

    const { page: other } = await open(page.url().replace(product.origin(), ''))
    expect(await other.getByLabel('Sale closed on', { exact: true }).inputValue()).toBe('12/15/2025')
    expect(await answerOf(other).textContent()).toContain(
      'The tax return is the limit. An extension would give 90 more days.',
    )
  })

  test('show the 95% exposure of four properties above 200%, and refuse none of them', async () => {
    const { page } = await open(OVER)
    const text = await answerOf(page).textContent()
    expect(text).toContain('Over-identified')
    expect(text).toContain('4 of at most 3')
    expect(text).toContain('At least $2,707,500.00 of what is identified must be received')
    expect(text).toContain('Any one of these is enough: Harbor; Mill; Cedar; Depot')

    await page.getByText('More about Depot').click()
    await page
      .getByRole('checkbox', { name: /Revoked/ })
      .last()
      .check()
    await expect.poll(() => answerOf(page).textContent()).toContain('Valid under the 3-property rule')
  })

  test('explain each line of the regulation example where cash is not offset by a mortgage', async () => {
    const { page } = await open(GB06)
    const line = (number: string) => page.locator(`tr[data-line="${number}"]`).textContent()
    expect(await line('15')).toContain('$40,000.00')
    expect(await line('18')).toContain('basis $100,000.00 + net paid $70,000.00')
    expect(await line('19')).toContain('$120,000.00')
    expect(await line('23')).toContain('$40,000.00')
    expect(await line('24')).toContain('$80,000.00')
    expect(await line('25')).toContain('$170,000.00')
    expect(await page.getByLabel('Cash received').inputValue()).toBe('$40,000.00')
  })

  test('give a calendar file with both days and their five reminders', async () => {
    const { page } = await open(SOLD)
    const { name, content } = await downloaded(page, 'Calendar file')
    const lines = content.toString().split('\r\n')
    expect(name).toBe('1031-deadlines-2026-03-02.ics')
    expect(lines[0]).toBe('BEGIN:VCALENDAR')
    expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual([
      'DTSTART;VALUE=DATE:20260416',
      'DTSTART;VALUE=DATE:20260829',
    ])
    expect(lines.filter((line) => line.startsWith('TRIGGER')).slice(0, 5)).toEqual([
      'TRIGGER:-P29DT15H',
      'TRIGGER:-P13DT15H',
      'TRIGGER:-P6DT15H',
      'TRIGGER:-P2DT15H',
      'TRIGGER:-PT15H',
    ])
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })

  test('give a PDF that a PDF reader reads', async () => {
    const { page } = await open(GB06)
    const { name, content } = await downloaded(page, 'PDF')
    expect(name).toBe('form-8824-worksheet.pdf')
    const pdf = await PDFDocument.load(content)
    expect(pdf.getTitle()).toBe('Boot and Form 8824 worksheet')
    expect(pdf.getPageCount()).toBeLessThanOrEqual(3)
  })

  test('are worked by keyboard alone', async () => {
    const { page } = await open('/calculators/boot')
    await page.getByRole('textbox', { name: 'Sale price' }).focus()
    for (const amount of ['800000', '300000']) {
      await page.keyboard.type(amount)
      await page.keyboard.press('Tab')
    }
    await page.getByRole('textbox', { name: 'Purchase price' }).focus()
    for (const amount of ['800000', '800000']) {
      await page.keyboard.type(amount)
      await page.keyboard.press('Tab')
    }
    await expect.poll(() => page.locator('tr[data-line="24"]').textContent()).toContain('$500,000.00')
  })

  test.each(PATHS)('%s has no fault that axe finds, in light or dark, and fits a telephone', async (path) => {
    const { page, faults } = await open('/sign-in')
    const visit = async () => {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    expect(await sweep(page, visit)).toEqual([])
    expect(faults).toEqual([])
  })
})

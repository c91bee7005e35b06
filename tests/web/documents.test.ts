import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'dora.draft@harbor.example'

/** A file let go over the page, as the browser reports it. True: the page kept the browser from opening it. */
function drop(page: Page, name: string, text: string): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/plain' }))
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
    document.body.dispatchEvent(event)
    return event.defaultPrevented
  })()`)
}

const titleRow = (page: Page, name: string) => page.getByLabel('Uploads').getByRole('link', { name })

describe.skipIf(noBrowser)(
  `files and drafts${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    const product = sharedProduct()

    test('a file dropped on any page is uploaded, and on a document becomes its next version', async () => {
      const { page, faults } = await product.newPage()
      expect(await page.goto('/sign-in').then(() => drop(page, 'early.txt', 'Early'))).toBe(true)
      await signUpOn(page, product, EMAIL)

      await page.getByRole('link', { name: 'Settings' }).click()
      await page.getByLabel('First name').waitFor()
      expect(await drop(page, 'escrow.txt', 'Escrow opens on January 15, 2027.')).toBe(true)
      await page.getByText('1 file uploaded').waitFor()
      expect(new URL(page.url()).pathname).toBe('/settings/profile')

      await titleRow(page, 'escrow.txt').click()
      await page.getByRole('tab', { name: 'Versions' }).click()
      await page.getByText('Version 1', { exact: true }).waitFor()
      expect(await drop(page, 'escrow 2.txt', 'Escrow opens on January 22, 2027.')).toBe(true)
      await page.getByText('Version 2', { exact: true }).waitFor()
      await page.getByText('2 files uploaded').waitFor()
      expect(faults).toEqual([])
    })

    test('a draft outlives a change of tab, and leaving the page asks first', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"] a').click()
      await page.getByRole('tab', { name: 'Facts' }).click()
      await page.getByLabel('Description').fill('Signed by both.')
      await page.getByRole('tab', { name: 'Versions' }).click()
      await page.getByText('Version 1', { exact: true }).waitFor()
      await page.getByRole('img', { name: 'Unsaved changes' }).waitFor()
      await page.getByRole('tab', { name: 'Facts' }).click()
      expect(await page.getByLabel('Description').inputValue()).toBe('Signed by both.')

      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('button', { name: 'Keep editing' }).click()
      expect(await page.getByLabel('Description').inputValue()).toBe('Signed by both.')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('heading', { name: /Good/ }).waitFor()
      expect(faults).toEqual([])
    })
  },
)

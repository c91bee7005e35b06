import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { openUploads, signInOn, signUpOn } from '#testing/visitors.ts'

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

      await (await openUploads(page)).getByRole('link', { name: 'escrow.txt' }).click()
      for (const name of ['Activity', 'Text', 'Versions']) {
        const link = page.getByLabel('Sections').getByRole('button', { name })
        await link.click()
        await expect.poll(() => link.getAttribute('aria-current')).toBe('location')
        await page.waitForTimeout(100) // The page has scrolled, and marks what is in sight.
        expect(await link.getAttribute('aria-current')).toBe('location')
      }
      await page.getByText('Version 1', { exact: true }).waitFor()
      expect(await drop(page, 'escrow 2.txt', 'Escrow opens on January 22, 2027.')).toBe(true)
      await page.getByText('Version 2', { exact: true }).first().waitFor()
      await page.getByText('2 files uploaded').waitFor()
      expect(faults).toEqual([])
    })

    test('a draft outlives a look at other sections, and leaving the page asks first', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"] a').click()
      await page.getByLabel('Sections').getByRole('button', { name: 'Details' }).click()
      await page.getByLabel('Description').fill('Signed by both.')
      await page.getByLabel('Sections').getByRole('button', { name: 'Versions' }).click()
      await page.getByText('Version 1', { exact: true }).waitFor()
      await page.getByRole('img', { name: 'Unsaved changes' }).waitFor()
      await page.getByLabel('Sections').getByRole('button', { name: 'Details' }).click()
      expect(await page.getByLabel('Description').inputValue()).toBe('Signed by both.')

      page.on('dialog', (dialog) => dialog.accept()) // The browser asks before a reload; this person goes on.
      await page.reload()
      await page.getByRole('img', { name: 'Unsaved changes' }).waitFor()
      expect(await page.getByLabel('Description').inputValue()).toBe('Signed by both.')

      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('button', { name: 'Keep editing' }).click()
      expect(await page.getByLabel('Description').inputValue()).toBe('Signed by both.')
      await page.getByRole('button', { name: 'Save details' }).click()
      await page.getByText('Saved.').waitFor()
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('heading', { name: /Good/ }).waitFor()
      expect(faults).toEqual([])
    })

    test('a draft that its author leaves without saving does not come back', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"] a').click()
      await page.getByLabel('Sections').getByRole('button', { name: 'Details' }).click()
      await page.getByLabel('Description').fill('Never mind.')
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('button', { name: 'Leave without saving' }).click()
      await page.getByRole('heading', { name: /Good/ }).waitFor()
      await page.goBack()
      await page.getByLabel('Description').waitFor()
      expect(await page.getByLabel('Description').inputValue()).not.toBe('Never mind.')
    })

    test('a comment that was begun is there after leaving the page and a reload, until it is posted', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"] a').click()
      await page.getByLabel('Sections').getByRole('button', { name: 'Comments' }).click()
      const comment = page.getByRole('textbox', { name: 'Comment' })
      await comment.fill('Ask the lender about the rate.')
      await page.context().setOffline(true)
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.context().setOffline(false)
      await page.goBack()
      await comment.waitFor()
      expect(await comment.inputValue()).toBe('Ask the lender about the rate.')
      await page.reload()
      await expect.poll(() => comment.inputValue()).toBe('Ask the lender about the rate.')
      await page.getByRole('button', { name: 'Comment', exact: true }).click()
      await page.getByText('Ask the lender about the rate.').first().waitFor()
      await expect.poll(() => comment.inputValue(), { timeout: 10_000 }).toBe('')
      await page.reload()
      await page.getByText('Ask the lender about the rate.').first().waitFor()
      expect(await comment.inputValue()).toBe('')
    })

    test('a sign-up form that is loaded again keeps what was typed, but never a password', async () => {
      const { page } = await product.newPage()
      await page.goto('/sign-up')
      await page.getByLabel('Organization').fill('Cedar Escrow')
      await page.getByRole('textbox', { name: 'Password' }).fill('walnut harbor sextant 41')
      await page.reload()
      await expect.poll(() => page.getByLabel('Organization').inputValue()).toBe('Cedar Escrow')
      expect(await page.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('')
      expect(await page.evaluate<string>('JSON.stringify({ ...sessionStorage })')).not.toContain('sextant')
    })
  },
)

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, testProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

async function ask(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.locator('[role=combobox]:focus').waitFor()
  await page.keyboard.type(words)
}

describe.skipIf(noBrowser)(
  `the frame around all pages${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    const product = testProduct()
    const email = 'nora.north@harbor.example'

    test('the search box leads, by keyboard alone, to pages, actions and people', async () => {
      const { page, faults } = await product.newPage()
      await signUpOn(page, product, email)

      await ask(page, 'audit')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/settings\/audit$/)

      await ask(page, 'add colleague')
      await page.getByRole('option', { name: 'Invite a member' }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').getByLabel('Email').waitFor()
      await page.keyboard.press('Escape')
      await page.waitForURL(/\/settings\/members$/)

      await ask(page, 'nora nor')
      await page.getByRole('group', { name: 'People' }).getByRole('option').waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('This is you.').waitFor()
      await page.keyboard.press('Escape')

      const chooser = page.waitForEvent('filechooser')
      await ask(page, 'upl')
      await page.getByRole('option', { name: 'Upload documents' }).waitFor()
      await page.keyboard.press('Enter')
      await (await chooser).setFiles({
        name: 'note.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Escrow'),
      })
      await page.getByText('1 file uploaded').waitFor()

      await ask(page, '')
      const actions = page.getByRole('group', { name: 'Actions' }).getByRole('option')
      expect(await actions.first().textContent()).toContain('Upload documents') // what was used last
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
      const chosen = page.locator('[role=option][aria-selected=true]')
      expect(await chosen.count()).toBe(1)
      expect(await page.getByRole('combobox').getAttribute('aria-activedescendant')).toBe(
        await chosen.getAttribute('id'),
      )
      expect(faults).toEqual([])
    })

    test('while the server is away the page stays and says so, and goes on with the draft when it is back', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, email)
      await ask(page, 'profile')
      await page.keyboard.press('Enter')
      await page.getByLabel('First name').fill('Norah')

      await product.stop()
      await page.getByText('Deedline can’t be reached.').waitFor()
      expect(await page.getByLabel('First name').inputValue()).toBe('Norah')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('alert').getByText('Deedline can’t be reached').waitFor()

      await product.start()
      await page.getByText('Nothing is lost').waitFor({ state: 'detached' })
      expect(await page.getByLabel('First name').inputValue()).toBe('Norah')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Profile saved.').waitFor()
      expect(faults).toEqual([])
    })

    test('a draft stays when somebody else saves the record, and saving it undoes none of their changes', async () => {
      const [one, two] = [await product.newPage(), await product.newPage()]
      for (const { page } of [one, two]) {
        await signInOn(page, email)
        await page.goto('/settings/organization')
        await page.getByLabel('Website').waitFor()
      }
      await one.page.getByLabel('Website').fill('https://harbor.example')
      await two.page.getByLabel('Name', { exact: true }).fill('Harbor & Hill')
      await two.page.getByRole('button', { name: 'Save' }).first().click()
      await one.page.getByRole('heading', { name: 'Harbor & Hill' }).waitFor()
      expect(await one.page.getByLabel('Website').inputValue()).toBe('https://harbor.example')
      await one.page.getByRole('button', { name: 'Save' }).first().click()
      await one.page.getByText('Organization saved.').waitFor()
      await two.page.locator('input[value="https://harbor.example"]').waitFor()
      expect(await two.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Harbor & Hill')
    })

    test('a page that is opened while the network is away loads by itself when it is back', async () => {
      const { page, faults } = await product.newPage()
      const code = page.waitForResponse(/MembersPage-.*\.js$/)
      await signInOn(page, email)
      await code // of a page that nobody has opened yet
      await page.getByRole('link', { name: 'Settings' }).click()
      await page.getByLabel('First name').waitFor()

      await page.context().setOffline(true)
      await page.getByText('Deedline can’t be reached.').waitFor()
      await page.getByRole('link', { name: 'Members' }).click()
      await page.getByRole('status', { name: 'Loading' }).first().waitFor()
      await page.context().setOffline(false)
      await page.getByText('1 active member').waitFor()
      await page.getByText('Deedline can’t be reached.').waitFor({ state: 'detached' })
      expect(faults).toEqual([])
    })
  },
)

import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'sita.settings@harbor.example'

describe.skipIf(noBrowser)(
  `lists in settings${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    const product = sharedProduct()
    beforeAll(async () => {
      if (noBrowser) return
      await signUpOn((await product.newPage()).page, product, EMAIL)
    }, 120_000)

    test('two lists of a page are sorted and worked in each by itself, and a member stands beside the first', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      for (const email of ['zoe@client.example', 'abe@client.example']) {
        await page.goto('/settings/members?new=invitation')
        await page.getByRole('dialog').getByLabel('Email').fill(email)
        await page.getByRole('button', { name: 'Send invitation' }).click()
        await page.getByRole('row', { name: email }).waitFor()
      }
      const invited = page.getByRole('grid', { name: 'Invitations' })
      const first = () => invited.locator('[role=row][data-index="0"]').textContent()
      await invited.getByRole('columnheader', { name: 'Email' }).getByRole('button').click()
      await expect.poll(first, { timeout: 10_000 }).toContain('abe@')
      await invited.getByRole('columnheader', { name: 'Email' }).getByRole('button').click()
      await expect.poll(first, { timeout: 10_000 }).toContain('zoe@')
      expect(new URL(page.url()).search).toBe('')

      await page.getByRole('grid', { name: 'Members' }).locator('[role=row][data-index="0"]').click()
      await page.getByRole('complementary', { name: 'Member' }).getByText('This is you').waitFor()
      expect(page.url()).toContain('open=')
      await page.keyboard.press('Escape')
      await page.getByRole('complementary').waitFor({ state: 'detached' })
      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await help.getByText('Show or hide the preview').waitFor()
      expect(faults).toEqual([])
    })

    test('the audit log is narrowed by chips that stay in the address, and says when nothing fits', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      await page.goto('/settings/audit')
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Event' }).click()
      await page.getByLabel('Find in Event').fill('member invited')
      await page.getByRole('radio', { name: 'Member invited' }).check()
      await page.waitForURL(/name=identity\.member_invited/)
      await page.keyboard.press('Escape')
      await page.locator('[role=row][data-index="2"]').waitFor({ state: 'detached' })
      expect(await page.locator('[role=row][data-index]').count()).toBe(2)
      await page.locator('[role=row][data-index="0"]').click()
      await page.getByRole('complementary', { name: 'Entry' }).getByText('identity.member_invited').waitFor()
      await page.reload()
      await page.getByRole('complementary', { name: 'Entry' }).waitFor()
      await page.goto('/settings/audit?created_to=2020-01-01')
      await page.getByText('No matching entries').waitFor()
      await page.getByRole('button', { name: 'Clear all filters' }).click()
      await page.locator('[role=row][data-index="0"]').waitFor()
      expect(faults).toEqual([])
    })
  },
)

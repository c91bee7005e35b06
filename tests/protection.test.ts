import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { noBrowser, testProduct } from '#testing/browser.ts'
import { asAdmin, cloneTemplate } from '#testing/databases.ts'
import { SECRET } from '#testing/secret.ts'
import { giveCredentials, PASSWORD, signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'petra.protect@harbor.example'
const OWNER = 'olga.other@harbor.example'

describe.skipIf(noBrowser)(
  `the protection of an account${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    let database = ''
    // On a database of ours, because a session has to become older than the test.
    const product = testProduct(async () => {
      database = await cloneTemplate(inject('server'), `protection_${process.pid}`)
      return { DATABASE_URL: database, DEEDLINE_SECRET: SECRET, TRUST_PROXY: 'loopback' }
    })
    /** So long since everybody last proved who they are that it is asked again. */
    const minutesPass = () =>
      asAdmin(database, `update user_sessions set confirmed_at = now() - interval '11 minutes'`)

    /** Turns two-step verification on with the code of half a minute ago, so that the present one is still unused. */
    async function addApp(page: Page): Promise<string> {
      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Add a method' }).click()
      const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
      // A code is good for one more half a minute: what is typed now must not be older when it arrives.
      const seconds = (Date.now() / 1000) % 30
      if (seconds > 15) await page.waitForTimeout((30 - seconds) * 1000)
      await page.getByLabel('Digit 1 of the code').click()
      await page.keyboard.type(generateSync({ secret, epoch: Date.now() / 1000 - 30 }))
      await page.getByRole('button', { name: 'Confirm' }).click()
      await page.getByText('Backup codes').first().waitFor()
      return secret
    }

    beforeAll(async () => {
      if (noBrowser) return
      for (const email of [EMAIL, OWNER]) await signUpOn((await product.newPage()).page, product, email)
    }, 120_000)

    test('a person who removes their app is asked for the password once, a wrong one is named beside the field, and then it is done', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await addApp(page)
      await minutesPass()
      let confirmations = 0
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/me/confirm')) confirmations++
      })

      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Remove' }).click()
      const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' })
      const password = dialog.getByRole('textbox', { name: 'Your password' })
      await password.fill('not this one')
      await dialog.getByRole('button', { name: 'Confirm' }).click()
      await dialog.getByText('The password is incorrect.').waitFor()
      const about = await password.getAttribute('aria-describedby')
      expect(await page.locator(`[id="${about}"]`).textContent()).toBe('The password is incorrect.')
      expect(await dialog.getByRole('alert').count()).toBe(0)

      await password.fill(PASSWORD)
      await dialog.getByRole('button', { name: 'Confirm' }).click()
      await page.getByText('Authenticator app: removed.').waitFor()
      await dialog.waitFor({ state: 'detached' })
      await page.getByText('Off. Add a passkey or an authenticator app').waitFor()
      expect(confirmations).toBe(2)

      await addApp(page)
      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Remove' }).click()
      await page.getByText('Off. Add a passkey or an authenticator app').waitFor()
      expect(confirmations).toBe(2)
      expect(faults).toEqual([])
    })

    test('a person who closes the question keeps their app', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await addApp(page)
      await minutesPass()
      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Remove' }).click()
      const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' })
      await dialog.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await page.reload()
      await page.getByRole('button', { name: 'Remove' }).waitFor()
    })

    test('while strangers are slowed down, the owner signs in with password and code at once', async () => {
      const owner = await product.newPage()
      await signInOn(owner.page, OWNER)
      const secret = await addApp(owner.page)

      const { page, faults } = await product.newPage()
      await page.goto('/sign-in')
      for (let i = 0; i < 5; i++) {
        const answer = page.waitForResponse(/\/auth\/sign-in$/)
        await giveCredentials(page, OWNER, `wrong guess number ${i}`)
        expect((await answer).status()).toBe(401)
      }
      await giveCredentials(page, OWNER)
      await page.getByText('Too many failed attempts.').waitFor()
      const code = page.getByLabel('Two-step code')
      const button = page.getByRole('button', { name: 'Sign in' })
      expect(await button.isDisabled()).toBe(true)

      await code.fill('000000')
      const refused = page.waitForResponse(/\/auth\/sign-in$/)
      await button.click()
      expect((await refused).status()).toBe(423)
      await page.getByText('Too many failed attempts.').waitFor()

      await code.fill(generateSync({ secret }))
      await button.click()
      await page.getByRole('heading', { name: /Good/ }).waitFor()
      expect(faults).toEqual([])
    })
  },
)

import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { noBrowser, testProduct } from '#testing/browser.ts'
import { type Account, startOidcProvider } from '#testing/oidc-provider.ts'
import { signUpOn } from '#testing/visitors.ts'

const SECRET = 'a secret of the tests'
const GRETA: Account = {
  sub: 'greta',
  email: 'greta@gold.example',
  email_verified: true,
  given_name: 'Greta',
  family_name: 'Gold',
}

describe.skipIf(noBrowser)(
  `signing in by a provider, in the browser${noBrowser ? `: ${noBrowser}` : ''}`,
  // Once in about eight runs the first step failed and could not be made to fail again; see what it was when it recurs.
  { timeout: 120_000, retry: 1 },
  () => {
    let google: Awaited<ReturnType<typeof startOidcProvider>>
    const product = testProduct(async (url) => {
      google = await startOidcProvider('deedline', SECRET, `${url}/api/v1/auth/oidc/google/callback`)
      return { GOOGLE_CLIENT_ID: 'deedline', GOOGLE_CLIENT_SECRET: SECRET, GOOGLE_ISSUER: google.issuer }
    })
    afterAll(() => google?.close())
    let secret = ''

    const byGoogle = async (page: Page) => {
      await page.goto('/sign-in')
      await page.getByRole('link', { name: 'Continue with Google' }).click()
    }
    const enterCode = async (page: Page) => {
      await page.getByLabel('Digit 1 of the code').click()
      await page.keyboard.type(generateSync({ secret }))
    }

    test('somebody new is let in, sees the connection, and cannot take off his only way in', async () => {
      const { page, faults } = await product.newPage()
      google.signInAs(GRETA)
      await byGoogle(page)
      await page.getByRole('heading', { name: /Good .+, Greta/ }).waitFor()

      await page.goto('/settings/security')
      await page.getByText('Google · greta@gold.example').waitFor()
      await page.getByText('your only way in').waitFor()
      await page.getByRole('button', { name: 'Disconnect Google' }).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Email me a link to set one' }).click()
      await page.goto(await product.linkTo('greta@gold.example', '/reset-password#'))
      await page.getByRole('heading', { name: 'Reset your password' }).waitFor()
      expect(faults).toEqual([])
    })

    test('who has a second factor is asked for it, and only for those that he has', async () => {
      const { page } = await product.newPage()
      await byGoogle(page)
      await page.getByRole('heading', { name: /Good/ }).waitFor()
      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Add a method' }).click()
      secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
      await enterCode(page)
      await page.getByRole('button', { name: 'Confirm' }).click()
      await page.getByText('Backup codes').first().waitFor()

      const later = await product.newPage()
      await byGoogle(later.page)
      await later.page.getByRole('heading', { name: 'Two-step verification' }).waitFor()
      expect(new URL(later.page.url()).hash).toBe('')
      await later.page.getByRole('button', { name: 'Use a backup code' }).waitFor()
      expect(await later.page.getByRole('button', { name: 'Text me a code' }).count()).toBe(0)
      await later.page.getByLabel('Digit 1 of the code').click()
      await later.page.keyboard.type('000000')
      await later.page.getByRole('button', { name: 'Continue' }).click()
      await later.page.getByText('This code is incorrect or was already used.').waitFor()
    })

    test('an account with the same address is not opened when the provider does not prove it', async () => {
      const { page } = await product.newPage()
      google.signInAs({ ...GRETA, sub: 'an impostor', email_verified: false })
      await byGoogle(page)
      await page.getByRole('alert').getByText('Sign in with its password').waitFor()
      expect(new URL(page.url()).hash).toBe('')
    })

    test('a provider is connected under Settings, opens the account, and is taken off again', async () => {
      const { page, faults } = await product.newPage()
      await signUpOn(page, product, 'nora@harbor.example')

      google.signInAs(GRETA)
      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Connect Google' }).click()
      await page.getByRole('alert').getByText('belongs to another account').waitFor()
      expect(new URL(page.url()).pathname).toBe('/settings/security')

      await page.context().clearCookies({ name: /^_session/ }) // Google has forgotten Greta.
      google.signInAs({ ...GRETA, sub: 'nora', email: 'nora.private@mail.example' })
      await page.getByRole('button', { name: 'Connect Google' }).click()
      await page.getByText('Google opens this account now.').waitFor()
      await page.getByText('nora.private@mail.example').waitFor()
      await page.getByText('not used yet').waitFor()
      await page.getByRole('button', { name: 'Disconnect Google' }).click()
      await page.getByRole('button', { name: 'Yes, disconnect' }).click()
      await page.getByText('not connected').waitFor()

      await page.goto('/settings/sign-in-providers')
      await page.getByText('MICROSOFT_CLIENT_ID').waitFor()
      await page.getByText(`Anyone with an account at ${google.issuer} can sign in with Google.`).waitFor()
      expect(faults).toEqual([])
    })

    test('who does not agree at the provider reads so, and still reaches the page that he wanted', async () => {
      const { page } = await product.newPage()
      google.signInAs({ ...GRETA, sub: 'shy', email: 'shy@gold.example' })
      google.deny()
      await page.goto('/documents?q=escrow')
      await page.getByRole('link', { name: 'Continue with Google' }).click()
      await page.getByRole('alert').getByText('You did not let Google tell us who you are').waitFor()

      await page.context().clearCookies({ name: /^_(session|interaction)/ })
      google.signInAs({ ...GRETA, sub: 'shy', email: 'shy@gold.example' })
      await page.getByRole('link', { name: 'Continue with Google' }).click()
      await page.waitForURL(/\/documents\?q=escrow$/)
    })
  },
)

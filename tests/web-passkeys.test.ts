import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, testProduct } from '#testing/browser.ts'
import { giveCredentials, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'petra.key@harbor.example'

/** Passkeys belong to a name, not to the address of a machine. */
const named = (url: string) => url.replace('127.0.0.1', 'localhost')

/** A device with a fingerprint reader, in software. */
async function addDevice(page: Page): Promise<{ touch: (on: boolean) => Promise<unknown> }> {
  const device: CDPSession = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    touch: (enabled) => device.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
  }
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('heading', { name: /Good/ }).waitFor()
  await page.getByRole('button', { name: /^You:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
}

describe.skipIf(noBrowser)(
  `passkeys in the browser${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    const product = testProduct(async (url) => ({ BASE_URL: named(url) }))

    test('a person adds one, signs in with it alone and from the field for the email, uses it after the password, and removes it', async () => {
      const { page, faults } = await product.newPage({ baseURL: named(product.origin()) })
      const device = await addDevice(page)
      // A device that takes every suggestion would be faster than the click on the button.
      await page.addInitScript(() => {
        if (localStorage.getItem('no-suggestions') && window.PublicKeyCredential)
          PublicKeyCredential.isConditionalMediationAvailable = async () => false
      })
      await signUpOn(page, product, EMAIL)

      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.getByLabel('Name').fill('Work laptop')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('button', { name: 'I saved these codes' }).click()
      await page.getByText('Work laptop').waitFor()

      await device.touch(false)
      await signOut(page)
      await page.evaluate(() => localStorage.setItem('no-suggestions', 'on'))
      await page.reload()
      await device.touch(true)
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.getByRole('heading', { name: /Good/ }).waitFor()

      await page.evaluate(() => localStorage.removeItem('no-suggestions'))
      await signOut(page) // The passkey is among the suggestions for the email, and this device takes it.
      await page.getByRole('heading', { name: /Good/ }).waitFor()

      await device.touch(false)
      await signOut(page)
      await giveCredentials(page, EMAIL)
      await page.getByRole('heading', { name: 'Two-step verification' }).waitFor()
      await device.touch(true)
      await page.getByRole('button', { name: 'Use your passkey' }).click()
      await page.getByRole('heading', { name: /Good/ }).waitFor()

      await page.goto('/settings/security')
      await page.getByRole('button', { name: 'Remove Work laptop' }).click()
      await page.getByText('“Work laptop” was removed.').waitFor()
      await page.getByText('You have no passkeys yet.').waitFor()
      expect(faults).toEqual([])
    })
  },
)

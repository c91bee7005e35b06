import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn, uploadAgreement } from '#testing/visitors.ts'

const EMAIL = 'kay.key@harbor.example'

describe.skipIf(noBrowser)(
  `an account in the browser${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120000 },
  () => {
    const product = sharedProduct()
    let documentPath = ''

    beforeAll(async () => {
      if (noBrowser) return
      const { page } = await product.newPage()
      await signUpOn(page, product, EMAIL)
      documentPath = await uploadAgreement(page)
    }, 120_000)

    test('an API key is shown once, does what its permissions say, and stops working once revoked', async () => {
      const { page, faults } = await product.newPage({ permissions: ['clipboard-read', 'clipboard-write'] })
      await signInOn(page, EMAIL)
      await page.goto('/settings/api-keys')
      await page.getByRole('button', { name: 'New API key' }).click()
      await page.getByLabel('Name').fill('Nightly import')
      await page.getByRole('button', { name: 'Create key' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click()
      await page.getByRole('button', { name: 'Copied' }).waitFor()
      const key = await page.evaluate<string>('navigator.clipboard.readText()')
      expect(await page.getByLabel('API key', { exact: true }).textContent()).toBe(key)
      const status = async (method: string) => {
        const headers = { authorization: `Bearer ${key}` }
        return (await fetch(`${product.origin()}/api/v1${documentPath}`, { method, headers })).status
      }
      expect([await status('GET'), await status('DELETE')]).toEqual([200, 403])

      await page.getByRole('button', { name: 'I saved this key' }).click()
      await page.getByRole('row', { name: /Nightly import/ }).waitFor()
      expect(await page.getByText(key).count()).toBe(0)
      await page.getByRole('button', { name: 'Revoke Nightly import' }).click()
      await page.getByRole('button', { name: 'Revoke permanently' }).click()
      await page.getByText('was revoked.').waitFor()
      expect(await status('GET')).toBe(401)
      expect(faults).toEqual([])
    })

    test('a form says what is wrong beside each field before anything is sent, and goes on at the first', async () => {
      const { page, faults } = await product.newPage()
      const sent: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/auth/sign-up')) sent.push(request.url())
      })
      await page.goto('/sign-up')
      await page.getByLabel('Organization').fill('Harbor Realty')
      await page.getByLabel('Email').fill('nobody')
      await page.getByRole('textbox', { name: 'Password' }).fill('too short')
      await page.getByRole('button', { name: 'Create account' }).click()
      const wrong = async (label: string) =>
        page.getByLabel(label).evaluate((field: Element) => {
          const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
          return ids.map((id) => field.ownerDocument.getElementById(id)?.textContent).at(-1)
        })
      await expect.poll(() => wrong('First name')).toBe('Required')
      expect(await wrong('Email')).toBe('Enter an email address')
      await page.getByText('At least 12 characters', { exact: true }).waitFor()
      const focused = () => page.evaluate<string>('document.activeElement.labels?.[0]?.textContent ?? ""')
      await expect.poll(focused).toBe('First name')
      expect(sent).toEqual([])
      expect(faults).toEqual([])
    })

    test('signing out in one tab signs out all of them', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      const other = await page.context().newPage()
      await other.goto('/documents')
      await other.getByRole('heading', { name: 'Documents' }).waitFor()
      await page.getByRole('button', { name: /^You:/ }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.waitForURL(/sign-in/)
      await other.waitForURL(/sign-in/)
    })
  },
)

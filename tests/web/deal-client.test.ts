import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { pixelsBeyond, violationsOf } from '#testing/sweep.ts'
import { agreementFile, signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'gina.guests@harbor.example'
const CLIENT = 'rosa@client.example'

describe.skipIf(noBrowser)(
  `the page of a client${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 180_000 },
  () => {
    const product = sharedProduct()
    beforeAll(async () => {
      if (noBrowser) return
      await signUpOn((await product.newPage()).page, product, EMAIL)
    }, 120_000)

    test('shows the deal on a phone, takes what was asked for, and ends when the agent ends it', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      const dialog = page.getByRole('dialog')
      await page.goto('/contacts?new=contact')
      await dialog.getByLabel('First name').fill('Rosa')
      await dialog.getByLabel('Last name').fill('Delgado')
      await dialog.getByLabel('Email 1', { exact: true }).fill(CLIENT)
      await dialog.getByRole('button', { name: 'Add contact' }).click()
      await page.getByRole('heading', { name: 'Rosa Delgado', level: 1 }).waitFor()
      await page.goto('/deals?new=deal')
      await dialog.getByLabel('Street address').fill('9 Client Court')
      await dialog.getByLabel('City').fill('Austin')
      await dialog.getByLabel('List price (optional)').fill('845000')
      await dialog.getByLabel('Seller (optional)').fill('Rosa')
      await page.getByRole('option', { name: /Rosa Delgado/ }).click()
      await dialog.getByRole('button', { name: 'Create deal' }).click()
      await page.getByRole('heading', { name: '9 Client Court, Austin', level: 1 }).waitFor()

      const actions = page.getByRole('button', { name: 'Actions for Rosa Delgado' })
      await actions.click()
      await page.getByRole('menuitem', { name: 'Let them see the deal' }).click()
      await dialog.getByLabel('Link').waitFor()
      await page.keyboard.press('Escape')
      await actions.click()
      await page.getByRole('menuitem', { name: 'Request documents' }).click()
      await dialog.getByLabel('Document 1', { exact: true }).fill('Title policy')
      await dialog.getByRole('button', { name: 'Send request' }).click()
      await page.getByText(`Requested from Rosa Delgado`, { exact: false }).waitFor()

      const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
      const { page: client, faults: theirs } = await product.newPage(phone)
      const link = await product.linkTo(CLIENT, '/d/')
      await client.goto(link)
      await client.getByRole('heading', { name: '9 Client Court, Austin', level: 1 }).waitFor()
      expect(await pixelsBeyond(client)).toBeLessThanOrEqual(0)
      expect(await violationsOf(client)).toEqual([])
      await client.getByRole('link', { name: 'Upload' }).click()
      await client
        .getByRole('heading', { name: /Title policy/ })
        .first()
        .waitFor()
      await client
        .getByLabel(/^Files to send/)
        .first()
        .setInputFiles(await agreementFile('$845,000.00', 'policy.pdf'))
      await client
        .getByText(/Thank you|1 of 1 received|policy\.pdf/)
        .first()
        .waitFor()
      expect(theirs).toEqual([])

      await page.getByText(/Page opened/).waitFor()
      const attached = page.getByRole('region', { name: 'Documents', exact: true }).getByRole('link')
      await expect.poll(() => attached.count(), { timeout: 60_000 }).toBe(1)
      await page.getByRole('button', { name: /^Share .* with a client$/ }).click()
      await page.getByRole('menuitem', { name: 'Rosa Delgado' }).click()
      await page.getByText(/shared with Rosa Delgado/).waitFor()
      await client.goto(link)
      const documents = client.getByRole('region', { name: 'Documents', exact: true })
      await documents.getByRole('link').click()
      await client.getByText('Shared by', { exact: false }).first().waitFor()

      await actions.click()
      await page.getByRole('menuitem', { name: 'End their access' }).click()
      await page.getByText('Their link no longer works.').waitFor()
      await client.goto(link)
      await client.getByRole('heading', { name: 'This link isn’t available' }).waitFor()
      expect(faults).toEqual([])
    })
  },
)

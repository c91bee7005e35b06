import { describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { PHONE, pixelsBeyond, violationsOf } from '#testing/sweep.ts'
import { agreementFile, makeLink, openUploads, signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'nora.north@harbor.example'

describe.skipIf(noBrowser)(
  `people without an account${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120000 },
  () => {
    const product = sharedProduct()

    test('a person opens an account, uploads a contract, and shares it with somebody who has none', async () => {
      const { page, faults } = await product.newPage()
      await signUpOn(page, product, EMAIL)

      await page.getByRole('link', { name: 'Documents', exact: true }).click()
      const file = await agreementFile('$450,000.00')
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByText('1 file needs attention').waitFor()
      await (await openUploads(page)).getByRole('button', { name: 'Upload anyway' }).waitFor()
      await page.keyboard.press('Escape')

      await page.locator('[role=row][data-index="0"] a').click()
      // The text of the page says the price too, and may come before what was read from it.
      const price = page.getByLabel('Key terms').getByRole('button', { name: '$450,000.00', exact: true })
      await price.waitFor({ timeout: 60_000 })
      await price.hover()
      await page.locator('rect[data-place]').first().waitFor({ state: 'attached' })

      const link = await makeLink(page, 'open sesame')
      expect(link).toContain('/s/')
      expect(faults).toEqual([])

      const guest = await product.newPage()
      await guest.page.goto(link)
      await guest.page.getByRole('textbox', { name: 'Password' }).fill('not this one')
      await guest.page.getByRole('button', { name: 'Open' }).click()
      await guest.page.getByText('The password is incorrect.').waitFor()
      await guest.page.getByRole('textbox', { name: 'Password' }).fill('open sesame')
      await guest.page.getByRole('button', { name: 'Open' }).click()
      await guest.page.getByText('Harbor Realty').first().waitFor()
      await guest.page.getByRole('img', { name: 'Page 1' }).waitFor()
      expect(await guest.page.getByRole('button', { name: 'Download' }).count()).toBe(0)
      expect(guest.faults).toEqual([])

      await page.getByLabel('Sections').getByRole('button', { name: 'Activity' }).click()
      await page.getByText('The password is incorrect.').waitFor()
    })

    test('somebody without an account is asked for a document by mail, and sends it', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents/requests')
      await page.getByRole('button', { name: 'Request documents' }).first().click()
      await page.getByLabel('Client’s email').fill('carla@client.example')
      await page.getByLabel('Document 1', { exact: true }).fill('Proof of funds')
      await page.getByRole('button', { name: 'Send request' }).click()
      await page.getByText('Request sent to carla@client.example.').waitFor()

      const guest = await product.newPage({ viewport: PHONE })
      await guest.page.goto(await product.linkTo('carla@client.example', '/r/'))
      await guest.page.getByRole('heading', { name: 'Proof of funds' }).waitFor()
      await guest.page.getByText('Harbor Realty').first().waitFor()
      const file = await agreementFile('$1.00', 'statement.pdf')
      await guest.page.getByLabel('Files to send').setInputFiles(file)
      await guest.page.getByRole('heading', { name: 'Received' }).waitFor()
      expect(await violationsOf(guest.page, ['serious', 'critical'])).toEqual([])
      expect(await pixelsBeyond(guest.page)).toBe(0)
      await guest.page
        .getByLabel('Files to send')
        .setInputFiles({ name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') })
      const uploads = guest.page.getByRole('region', { name: 'Uploads' })
      await uploads.getByText('1 file needs attention').waitFor()
      for (const field of [
        guest.page.getByLabel('Note (optional)'),
        guest.page.getByRole('button', { name: 'Submit documents' }),
      ]) {
        const [tray, box] = [await uploads.boundingBox(), await field.boundingBox()]
        expect((tray?.y ?? 0) + (tray?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0)
      }
      await guest.page.getByLabel('Note (optional)').fill('From my bank.')
      await guest.page.reload()
      await expect.poll(() => guest.page.getByLabel('Note (optional)').inputValue()).toBe('From my bank.')
      await guest.page.getByRole('button', { name: 'Submit documents' }).click()
      await guest.page.getByRole('heading', { name: 'Thank you. Your documents were received.' }).waitFor()
      expect(guest.faults).toEqual([])

      await page.getByRole('row', { name: /Proof of funds/ }).click()
      const panel = page.getByRole('complementary', { name: 'Request' })
      await panel.getByText('From my bank.').waitFor()
      await panel.getByRole('link', { name: 'statement' }).waitFor()
      expect(faults).toEqual([])
    })
  },
)

import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { agreementFile, signInOn, signUpOn, uploadAgreement } from '#testing/visitors.ts'

const EMAIL = 'ed.edit@harbor.example'

describe.skipIf(noBrowser)(
  `a document that people change${noBrowser ? `: ${noBrowser}` : ''}`,
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

    test('two people who change different facts of a document both keep their change', async () => {
      const [one, two] = [await product.newPage(), await product.newPage()]
      for (const { page } of [one, two]) {
        await signInOn(page, EMAIL)
        await page.goto(`${documentPath}?tab=details`)
        await page.getByLabel('Description').waitFor()
      }
      await one.page.route('**/socket.io/**', (route) => route.abort())
      await one.page.getByLabel('Description').fill('Signed by both.')
      await two.page.getByLabel('Title').fill('12 Harbor Lane')
      await two.page.getByRole('button', { name: 'Save details' }).click()
      await two.page.getByText('Saved.').waitFor()
      await one.page.getByRole('button', { name: 'Save details' }).click()
      await one.page.getByRole('button', { name: 'Save mine too' }).click()
      await one.page.getByText('Saved.').waitFor()
      await one.page.reload()
      await one.page.getByRole('heading', { name: '12 Harbor Lane' }).waitFor()
      expect(await one.page.getByLabel('Description').inputValue()).toBe('Signed by both.')
    })

    test('a file that could not be read says so and what to do, and Today lists it', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents')
      await page
        .getByLabel('Files to upload')
        .first()
        .setInputFiles({
          name: 'cut off.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.from('%PDF-1.7\nnothing more came'),
        })
      await page.getByText('1 file needs attention').waitFor({ timeout: 60_000 })
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page
        .getByRole('region', { name: 'Needs you' })
        .getByRole('listitem')
        .filter({ hasText: 'Couldn’t be read' })
        .getByRole('link', { name: 'cut off' })
        .click()
      await page.getByText('Open the file and choose its type').waitFor()
      const shown = await page.getByRole('region', { name: 'Key terms' }).textContent()
      expect(shown).not.toMatch(/0% sure|Is this/)
    })

    test('a new version goes by the queue of the uploads, and is shown when it is there', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto(`${documentPath}?tab=versions`)
      const file = await agreementFile('$451,000.00', 'signed.pdf')
      await page.getByLabel('New version', { exact: true }).setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page.getByText('Version 2').first().waitFor()
      expect(faults).toEqual([])
    })
  },
)

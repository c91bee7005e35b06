import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { makePdf } from '#testing/files.ts'
import { sweep, untilQuiet } from '#testing/sweep.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'rita.required@harbor.example'

describe.skipIf(noBrowser)(
  `required documents${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 180_000 },
  () => {
    const product = sharedProduct()
    let deal = ''
    beforeAll(async () => {
      if (noBrowser) return
      await signUpOn((await product.newPage()).page, product, EMAIL)
    }, 120_000)

    test('a coordinator writes a rule in plain conditions, sees what it would change, and the deal asks for it', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      const dialog = page.getByRole('dialog')
      await page.goto('/deals?new=deal')
      await dialog.getByLabel('Street address').fill('40 Paint Street')
      await dialog.getByLabel('City').fill('Austin')
      await dialog.getByRole('button', { name: 'Create deal' }).click()
      await page.getByRole('heading', { name: '40 Paint Street, Austin', level: 1 }).waitFor()
      deal = new URL(page.url()).pathname
      await page.getByText('No document is required for this deal.').waitFor()

      await page.goto('/settings/required-documents')
      await page.getByRole('button', { name: 'New rule' }).click()
      await dialog.getByLabel('Document', { exact: true }).fill('Lead paint form')
      await dialog.getByLabel('Reason, as shown on the deal').fill('Built before 1978')
      await dialog.getByRole('button', { name: 'Condition', exact: true }).click()
      await dialog.getByLabel('Fact', { exact: true }).click()
      await page.getByRole('option', { name: 'Year built' }).click()
      await dialog.getByLabel('Value of Year built').fill('1978')
      await dialog.getByRole('button', { name: 'Preview changes' }).click()
      await dialog.getByText('1 of 1 open deal would change.').waitFor()
      await dialog.getByText('not needed → required (year built not known)').waitFor()
      await dialog.getByRole('button', { name: 'Create', exact: true }).click()
      await page.getByText('Year built is below 1978').waitFor()

      await page.goto(deal)
      await page.getByText('Lead paint form').waitFor()
      await page.getByText('In which year was it built?').waitFor()
      await page.getByLabel('Year built').fill('1950')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Built before 1978').waitFor()
      await page.getByText('Closing waits for 1 document').waitFor()
      expect(faults).toEqual([])
    })

    test('a file is submitted from its place on the deal, rejected with a message, submitted again and approved by keys', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      const dialog = page.getByRole('dialog')
      await page.goto(deal)
      const file = (name: string, text: string) =>
        makePdf([text, '40 Paint Street']).then((buffer) => ({ name, mimeType: 'application/pdf', buffer }))
      const upload = page.getByLabel('File for Lead paint form')
      await upload.setInputFiles(await file('first.pdf', 'Lead paint form without a signature'))
      await page.getByText('In review').waitFor()

      await page.goto('/deals/review')
      await page.getByText('1 of 1').waitFor()
      await untilQuiet(page)
      await page.keyboard.press('r')
      await dialog.getByLabel('What is wrong, and what to do').fill('The seller has to sign page 1.')
      await dialog.getByRole('button', { name: 'Reject' }).click()
      await page.getByText('You’re all caught up').waitFor()

      await page.goto(deal)
      await page.getByText('The seller has to sign page 1.').first().waitFor()
      await upload.setInputFiles(await file('second.pdf', 'Lead paint form, signed by the seller'))
      await page.getByText('In review').waitFor()
      await page.goto('/deals/review')
      await page.getByText('1 of 1').waitFor()
      await untilQuiet(page)
      await page.keyboard.press('a')
      await page.getByText('You’re all caught up').waitFor()
      await page.goto(deal)
      await page.getByText('All required documents are approved').waitFor()
      expect(faults).toEqual([])
    })

    test('closing names what is missing, and each name leads to its place on the deal', async () => {
      const { page } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      const dialog = page.getByRole('dialog')
      await page.goto(deal)
      await page.getByRole('button', { name: 'Add document' }).click()
      await dialog.getByLabel('Name').fill('Survey')
      await dialog.getByRole('button', { name: 'Add', exact: true }).click()
      const section = page.getByRole('region', { name: 'Required documents' })
      await section.getByText('Survey', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Move to' }).click()
      await page.getByRole('menuitem', { name: 'Under contract' }).click()
      await dialog.getByLabel('Contract date').fill('2026-03-04')
      await dialog.getByRole('button', { name: 'Move to Under contract' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Move to' }).click()
      await page.getByRole('menuitem', { name: 'Closed' }).click()
      await dialog.getByLabel('Sale price').fill('832500')
      await dialog.getByRole('button', { name: 'Close deal' }).click()
      await dialog.getByText('The deal can’t close without: Survey.').waitFor()
      await dialog.getByRole('link', { name: 'Survey' }).click()
      await page.locator('[data-named]', { hasText: 'Survey' }).waitFor()
    })

    test('the pages fit on a phone and are accessible, in light and dark', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      for (const path of [
        '/settings/required-documents',
        '/settings/required-documents?new=library',
        '/deals/review',
        deal,
      ])
        expect(
          await sweep(page, async () => {
            await page.goto(path)
            await untilQuiet(page)
          }, ['serious', 'critical']),
          path,
        ).toEqual([])
    })
  },
)

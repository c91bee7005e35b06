import { beforeAll, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { pixelsBeyond, violationsOf } from '#testing/sweep.ts'
import { agreementFile, signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'rita.request@harbor.example'
const CLIENT = 'cora@client.example'

describe.skipIf(noBrowser)(
  `requests for documents${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120_000 },
  () => {
    const product = sharedProduct()
    beforeAll(async () => {
      if (noBrowser) return
      const { page } = await product.newPage()
      await signUpOn(page, product, EMAIL)
    }, 120_000)

    test('a client sees a checklist, sends each document to its place, and comes back for the rest', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      await page.goto('/documents/requests')
      await page.getByRole('button', { name: 'Request documents' }).first().click()
      await page.getByLabel('Client’s email').fill(CLIENT)
      await page.getByLabel('Title (optional)').fill('Loan file')
      await page.getByLabel('Document 1', { exact: true }).fill('W-2')
      await page.keyboard.press('Enter')
      await page.getByLabel('Document 2', { exact: true }).fill('Photo ID')
      await page.getByRole('button', { name: 'Explain document 2' }).click()
      await page.getByLabel('Explanation of document 2').fill('Both sides.')
      // Twice in one turn, as by a double click on a slow machine.
      await page.getByRole('button', { name: 'Send request' }).evaluate((button: HTMLElement) => {
        button.click()
        button.click()
      })
      await page.getByText(`Request sent to ${CLIENT}.`).first().waitFor()
      await page.getByRole('row', { name: /Loan file/ }).waitFor()
      expect(await page.getByRole('row', { name: /Loan file/ }).count()).toBe(1)

      const guest = await product.newPage({ viewport: { width: 390, height: 800 } })
      await guest.page.goto(await product.linkTo(CLIENT, '/r/'))
      await guest.page.getByRole('heading', { name: 'Loan file' }).waitFor()
      await guest.page.getByText('Both sides.').waitFor()
      await guest.page.getByText('0 of 2 received').waitFor()
      expect(await violationsOf(guest.page, ['serious', 'critical'])).toEqual([])
      expect(await pixelsBeyond(guest.page)).toBe(0)
      await guest.page
        .getByLabel('Files to send for Photo ID')
        .setInputFiles(await agreementFile('$3.00', 'license.pdf'))
      await guest.page.getByText('1 of 2 received').waitFor()
      await guest.page.getByLabel('Files for Photo ID').getByText('license.pdf').waitFor()
      await guest.page.getByRole('button', { name: 'Send what I have' }).click()
      await guest.page.getByText('You can come back to this link').waitFor()
      await guest.page.reload()
      await guest.page.getByText('You can come back to this link').waitFor()

      await page.getByRole('row', { name: /Loan file/ }).click()
      const panel = page.getByRole('complementary', { name: 'Request' })
      await panel.getByText('1 of 2 received').waitFor()
      await panel.getByRole('button', { name: 'Options of “W-2”' }).click()
      await page.getByRole('menuitem', { name: 'Not needed' }).click()
      await panel.getByText('1 of 1 received').waitFor()
      await guest.page.reload()
      await guest.page.getByRole('button', { name: 'Submit documents' }).click()
      await guest.page.getByRole('heading', { name: 'Thank you. Your documents were received.' }).waitFor()
      await guest.page.reload()
      await guest.page.getByLabel('Received').getByText('license.pdf').waitFor()
      expect(guest.faults).toEqual([])
      expect(faults).toEqual([])
    })

    test('many clients are asked from a workbook once every row is right, and it is undone', async () => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/documents/requests')
      const sheet = async (...rows: string[][]) => ({
        name: 'clients.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await writeWorkbook(
          [['E-mail', 'Client', 'Documents', 'Due date'], ...rows].map((row) =>
            row.map((value) => ({ value })),
          ),
        ).toBuffer(),
      })
      const choose = async (...rows: string[][]) => {
        await page.locator('input[accept*=xlsx]').setInputFiles(await sheet(...rows))
        await page.getByRole('button', { name: /^Check/ }).click()
      }
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      const dialog = page.getByRole('dialog')
      const good = ['ann@client.example', 'Ann', 'W-2; Photo ID', '1/15/2027']
      await choose(good, ['ben at client', 'Ben', 'HOA statement', 'soon'])
      await dialog.getByText('1 row to correct').waitFor()
      expect(await dialog.getByRole('button', { name: /^Import/ }).count()).toBe(0)
      await dialog.getByText('This is not an email address.').waitFor()
      await dialog.getByRole('button', { name: 'Choose corrected file' }).click()
      await choose(good, ['ben@client.example', 'Ben', 'HOA statement', ''])
      await dialog.getByText('Ready to import').waitFor()
      await dialog.getByText('Fri, Jan 15, 2027').waitFor()
      await dialog.getByRole('button', { name: 'Import 2 requests' }).click()
      await dialog.getByText('2 requests imported.').waitFor()
      await dialog.getByRole('button', { name: 'Undo import' }).click()
      await page.getByText('2 requests revoked.').waitFor()
      await page
        .getByRole('row', { name: /HOA statement/ })
        .getByText('Revoked')
        .waitFor()
    })

    test('requests are searched and narrowed by chips, and such a list is saved as a view', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      await page.goto('/documents/requests?view=all')
      await page.getByRole('row', { name: /Loan file/ }).waitFor()
      await page.getByLabel('Search requests').fill('hoa')
      await page.waitForURL(/q=hoa/)
      await page.getByRole('row', { name: /Loan file/ }).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Status' }).click()
      await page.getByRole('checkbox', { name: 'Revoked' }).check()
      await page.waitForURL(/state=revoked/)
      await page.keyboard.press('Escape')
      await page.getByRole('row', { name: /HOA statement/ }).waitFor()

      await page.getByRole('button', { name: 'Save as view' }).click()
      await page.getByLabel('Name of the view').fill('HOA, revoked')
      await page.getByRole('button', { name: 'Save view' }).click()
      const views = page.getByLabel('Views')
      await views.getByRole('button', { name: 'HOA, revoked' }).waitFor()
      await views.getByRole('button', { name: 'Open', exact: true }).click()
      await page.waitForURL(/state=open/)
      await views.getByRole('button', { name: 'HOA, revoked' }).click()
      await page.waitForURL(/q=hoa/)
      expect(faults).toEqual([])
    })
  },
)

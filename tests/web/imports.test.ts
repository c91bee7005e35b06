import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'ivo.imports@harbor.example'

describe.skipIf(noBrowser)(`imports${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 180_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    await signUpOn((await product.newPage()).page, product, EMAIL)
  }, 120_000)

  const pageOf = async () => {
    const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 1000 } })
    await signInOn(page, EMAIL)
    const dialog = page.getByRole('dialog')
    /** Chooses a file and has it checked, as its columns were matched. */
    const check = async (name: string, lines: string[], rows: string) => {
      const file = { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
      await dialog.locator('input[type=file]').setInputFiles(file)
      await dialog.getByRole('button', { name: `Check ${rows}` }).click()
    }
    const rowsOf = (path: string) =>
      expect.poll(
        async () => {
          await page.goto(path)
          await page.getByRole('main').waitFor()
          await page.waitForTimeout(500)
          return page.locator('[role=row][data-index]').count()
        },
        { timeout: 30_000 },
      )
    return { page, faults, dialog, check, rowsOf }
  }

  test('contacts come from a file to their list, with errors by line and cell, and are taken back', async () => {
    const { page, faults, dialog, check, rowsOf } = await pageOf()
    await page.goto('/contacts/imports?new=file')
    await check(
      'people.csv',
      [
        'Name,Email,Spouse,Spouse Email',
        'Wen Import,wen@import.example,Xia Import,xia@import.example',
        'Yul Import,yul@import.example,,',
        'Zoe Import,nowhere,,',
      ],
      '3 rows',
    )
    const errors = dialog.getByRole('region', { name: 'Errors' })
    await errors.getByText('Line 4').waitFor()
    expect(await errors.textContent()).toContain('Email: This is not an email address.')
    await dialog.getByRole('button', { name: 'Import 3 contacts' }).click()
    await dialog.getByText('Contacts imported').waitFor()
    await rowsOf('/contacts?q=import').toBe(3)

    await page.goto('/contacts/imports')
    await page.getByText('people.csv').first().click()
    await page.getByRole('button', { name: 'Undo import' }).click()
    await page.getByText('Undone').first().waitFor()
    await rowsOf('/contacts?q=import').toBe(0)
    expect(faults).toEqual([])
  })

  test('deals come from a file to their list, with errors by line and cell, and are taken back', async () => {
    const { page, faults, dialog, check, rowsOf } = await pageOf()
    await page.goto('/deals/imports?new=file')
    await check(
      'deals.csv',
      [
        'Address,Type,Status,Sale price,Contract date',
        '"1 Import Way, Austin, TX 78701",Sale,Active,,',
        '"2 Import Way, Austin, TX 78701",Sale,Under contract,"$640,000",2026-05-01',
        '"3 Import Way, Austin, TX 78701",Sale,Active,a lot,',
      ],
      '3 rows',
    )
    const errors = dialog.getByRole('region', { name: 'Errors' })
    await errors.getByText('Line 4').waitFor()
    expect(await errors.textContent()).toContain('Sale price: “a lot” is not an amount in dollars.')
    await dialog.getByRole('button', { name: 'Import 2 deals' }).click()
    await dialog.getByText('Deals imported').waitFor()
    await rowsOf('/deals?q=import+way').toBe(2)

    await page.goto('/deals/imports')
    await page.getByText('deals.csv').first().click()
    await page.getByRole('button', { name: 'Undo import' }).click()
    await page.getByText('Undone').first().waitFor()
    await rowsOf('/deals?q=import+way').toBe(0)
    expect(faults).toEqual([])
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'rolf.review@harbor.example'

describe.skipIf(noBrowser)(`review${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 120_000 }, () => {
  const product = sharedProduct()
  beforeAll(async () => {
    if (noBrowser) return
    const { page } = await product.newPage()
    await signUpOn(page, product, EMAIL)
    await page.goto('/documents')
    const files = [1, 2, 3].map((n) => ({
      name: `loose sheet ${n}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(
        `Ask the bank about the offer and the deed before closing ${n}; the title report is with the appraiser.`,
      ),
    }))
    await page.getByLabel('Files to upload').first().setInputFiles(files)
    await page.getByText('3 files uploaded').waitFor({ timeout: 60_000 })
  }, 120_000)

  test('goes from document to document: skipped, accepted, and on by itself when one is done', async () => {
    const { page, faults } = await product.newPage()
    await signInOn(page, EMAIL)
    await page.goto('/documents')
    await page
      .getByLabel('Views')
      .getByRole('button', { name: /^Needs review/ })
      .click()
    await page.getByText('3 documents', { exact: true }).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Start review' }).click()
    const bar = page.getByRole('region', { name: 'Review' })
    const heading = () => page.getByRole('heading', { level: 1 }).textContent()
    const seen = new Set<string | null>()
    await bar.getByText('1 of 3').waitFor()
    seen.add(await heading())

    await bar.getByRole('button', { name: 'Skip' }).click()
    await bar.getByText('2 of 3').waitFor()
    seen.add(await heading())
    await page.getByRole('button', { name: /^(Keep as other|Confirm)$/ }).click()
    // Values that were read still have to be decided before it goes on by itself.
    for (const reject of await page.getByRole('button', { name: /^Reject / }).all()) await reject.click()
    await bar.getByText('3 of 3').waitFor()
    seen.add(await heading())
    expect(seen.size).toBe(3)
    await page.keyboard.press('Shift+Enter')
    await page.getByText('Review finished.').waitFor()
    await page.getByText('1 document', { exact: true }).waitFor()
    await page.getByRole('link', { name: [...seen][0] ?? '' }).waitFor()
    expect(faults).toEqual([])
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'mara.map@harbor.example'
const PLACES = [
  ['Ida', 'Bay', '94110'],
  ['Jon', 'Bay', '94110'],
  ['Kim', 'Bay', '94611'],
  ['Lea', 'East', '10001'],
  ['Max', 'Nowhere', undefined],
] as const

describe.skipIf(noBrowser)(
  `the map of contacts${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 180_000 },
  () => {
    const product = sharedProduct()
    beforeAll(async () => {
      if (noBrowser) return
      const { page } = await product.newPage()
      await signUpOn(page, product, EMAIL)
      for (const [first, last, zip] of PLACES) {
        await page.goto('/contacts?new=contact')
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('First name').fill(first)
        await dialog.getByLabel('Last name').fill(last)
        if (zip) await dialog.getByLabel('ZIP code').fill(zip)
        await dialog.getByRole('button', { name: 'Add contact' }).click()
        await page.getByRole('heading', { name: `${first} ${last}`, level: 1 }).waitFor()
      }
    }, 120_000)

    test('splits clusters as one zooms, names who lives at one place, and counts those without an address', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      await page.goto('/contacts')
      await page.getByText('Map', { exact: true }).click()
      await page
        .getByText('4 contacts, placed by ZIP code or city. 1 contact has no known address.')
        .waitFor()
      await page.getByRole('button', { name: 'Lea East' }).waitFor()
      await page.getByRole('button', { name: '3 contacts' }).click()
      await page.getByRole('button', { name: '2 contacts' }).click()
      await page.getByRole('heading', { name: 'Contacts here' }).waitFor()
      await page.getByRole('button', { name: /Jon Bay/ }).click()
      await page.getByRole('heading', { name: 'Jon Bay' }).waitFor()
      expect(faults).toEqual([])
    })

    test('an area is drawn by mouse, or is what the map shows, and narrows the list', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 1400, height: 900 } })
      await signInOn(page, EMAIL)
      await page.goto('/contacts/map')
      const cluster = page.getByRole('button', { name: '3 contacts' })
      const { x = 0, y = 0 } = (await cluster.boundingBox()) ?? {}
      await page.getByRole('button', { name: 'Draw area' }).click()
      await page.mouse.move(x - 30, y - 30)
      await page.mouse.down()
      for (const [across, down] of [
        [80, -30],
        [80, 80],
        [-30, 80],
      ] as const)
        await page.mouse.move(x + across, y + down, { steps: 8 })
      await page.mouse.up()
      await page.getByText('3 contacts in this area, placed by ZIP code or city.', { exact: false }).waitFor()
      await page.getByText('List', { exact: true }).click()
      await expect.poll(() => page.locator('[role=row][data-index]').count(), { timeout: 10_000 }).toBe(3)

      await page.getByText('Map', { exact: true }).click()
      await page.getByRole('button', { name: 'Clear area' }).click()
      await page.getByRole('button', { name: 'Lea East' }).waitFor()
      await page.getByRole('region', { name: 'Map of contacts' }).focus()
      for (const key of ['+', '+', 'ArrowLeft', '-']) await page.keyboard.press(key)
      await page.getByRole('button', { name: 'Contacts in this view' }).click()
      await page.getByRole('button', { name: 'Clear area' }).waitFor()
      await expect.poll(() => new URL(page.url()).searchParams.get('area')).toMatch(/^-?\d+(\.\d+)?,/)
      expect(faults).toEqual([])
    })

    test('fits a phone, where a contact is shown over it', async () => {
      const { page, faults } = await product.newPage({ viewport: { width: 360, height: 760 } })
      await signInOn(page, EMAIL)
      await page.goto('/contacts/map')
      await page.getByRole('button', { name: 'Lea East' }).click()
      await page.getByRole('dialog').getByRole('heading', { name: 'Lea East' }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      expect(faults).toEqual([])
    })
  },
)

import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { sweep, untilQuiet, violationsOf } from '#testing/sweep.ts'
import { makeLink, signInOn, signUpOn, uploadAgreement } from '#testing/visitors.ts'

const EMAIL = 'paul.page@harbor.example'
const SERIOUS = ['serious', 'critical']
const DOOR = ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/invitation', '/outbox']
const INSIDE = [
  '/',
  '/inbox',
  '/documents',
  '/documents?q=escrow',
  '/documents?view=review&needs_review=true',
  '/documents?group=property&sort=property',
  '/documents/requests',
  '/documents?view=trash&trashed=true',
  ...[
    ...['profile', 'security', 'appearance', 'notifications', 'organization', 'branding', 'members', 'teams'],
    ...['sign-in-providers', 'api-keys', 'webhooks', 'audit', 'outbox', 'health'],
  ].map((name) => `/settings/${name}`),
]
const SECTIONS = ['terms', 'details', 'versions', 'sharing', 'comments', 'related', 'activity', 'text']

async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await untilQuiet(page)
}

/** From page to page as a click does it; loading each anew would be more refreshes than one address may ask for. */
async function walk(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`)
  await untilQuiet(page)
}

describe.skipIf(noBrowser)(`every page${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 240000 }, () => {
  const product = sharedProduct()
  let documentPath = ''
  let link = ''

  beforeAll(async () => {
    if (noBrowser) return
    const { page } = await product.newPage()
    await signUpOn(page, product, EMAIL)
    documentPath = await uploadAgreement(page)
    link = await makeLink(page)
  }, 120_000)

  test('no page scrolls sideways on a telephone or has a serious fault that axe finds, in light or dark', async () => {
    const { page, faults } = await product.newPage()
    const found: string[] = []
    const check = async (path: string, go = walk) => {
      const lines = await sweep(page, () => go(page, path), SERIOUS)
      found.push(...lines.map((line) => `${path} ${line}`))
    }
    for (const path of [...DOOR, new URL(link).pathname]) await check(path, settle)
    await signInOn(page, EMAIL)
    for (const path of [...INSIDE, ...SECTIONS.map((tab) => `${documentPath}?tab=${tab}`)]) await check(path)
    expect(found).toEqual([])
    expect(faults).toEqual([])
  })

  test.each([
    { path: () => documentPath, opener: 'Share', first: 'Email to' },
    { path: () => '/documents/requests', opener: 'Request documents', first: 'Client’s email' },
    { path: () => '/settings/members', opener: 'Invite member', first: 'Email' },
  ])(
    'the dialog of $opener has no serious fault that axe finds, begins in its first field, and gives the focus back',
    async ({ path, opener, first }) => {
      const { page } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto(path())
      const button = page.getByRole('button', { name: opener, exact: true }).first()
      await button.click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Close', exact: true }).waitFor()
      const focused = () => page.evaluate<string>('document.activeElement.labels?.[0]?.textContent ?? ""')
      await expect.poll(focused).toBe(first)
      await untilQuiet(page)
      expect(await violationsOf(page, SERIOUS)).toEqual([])
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => page.evaluate<string>('document.activeElement.textContent')).toBe(opener)
    },
  )
})

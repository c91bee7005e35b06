import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { PASSWORD, signInOn, signUpOn } from '#testing/visitors.ts'

const OWNER = 'olive.desk@harbor.example'
const AGENT = 'arno.desk@harbor.example'

/** Invites a colleague, who accepts in a browser of their own and is on Today. */
async function invite(page: Page, colleague: Page, linkTo: (email: string, path: string) => Promise<string>) {
  await page.goto('/settings/members?new=invitation')
  await page.getByRole('dialog').getByLabel('Email').fill(AGENT)
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByText(`Invitation sent to ${AGENT}.`).waitFor()
  await colleague.goto(await linkTo(AGENT, '/invitation#'))
  await colleague.getByLabel('First name').fill('Arno')
  await colleague.getByLabel('Last name').fill('Amt')
  await colleague.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await colleague.getByRole('button', { name: 'Create account and join' }).click()
  await colleague.getByRole('heading', { name: /Good/ }).waitFor()
}

const upload = (page: Page, name: string) =>
  page
    .getByLabel('Files to upload')
    .first()
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(`Keys of ${name}`) })

describe.skipIf(noBrowser)(`a desk${noBrowser ? `: ${noBrowser}` : ''}`, { timeout: 180_000 }, () => {
  const product = sharedProduct()

  test('shows the person who opened an organization its first steps, until they are done or dismissed', async () => {
    const [owner, agent] = [await product.newPage(), await product.newPage()]
    await signUpOn(owner.page, product, OWNER)
    const steps = owner.page.getByRole('region', { name: /^Set up/ })
    await steps.getByText('0 of 3 steps done').waitFor()

    await invite(owner.page, agent.page, product.linkTo)
    expect(await agent.page.getByRole('region', { name: /^Set up/ }).count()).toBe(0)
    await owner.page.goto('/documents')
    await upload(owner.page, 'harbor lane.txt')
    await owner.page.getByText('1 file uploaded').waitFor()
    await owner.page.goto('/')
    await steps.getByText('2 of 3 steps done').waitFor()
    await steps.getByRole('button', { name: 'Dismiss the first steps' }).click()
    await steps.waitFor({ state: 'detached' })
    await owner.page.reload()
    await owner.page.getByRole('heading', { name: 'Needs you' }).waitFor()
    expect(await steps.count()).toBe(0)

    expect([...owner.faults, ...agent.faults]).toEqual([])
  })

  test('tells of a colleague who joined, in the bell, the inbox and the navigation, until it is read', async () => {
    const { page, faults } = await product.newPage()
    await signInOn(page, OWNER)
    await page.getByRole('button', { name: /^Notifications, \d unread$/ }).click()
    await page.getByRole('button', { name: 'Arno Amt joined the organization', exact: true }).waitFor()
    await page.getByRole('link', { name: 'Open inbox' }).click()
    await page.getByRole('heading', { name: 'Inbox' }).waitFor()
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await page.getByText('You’re all caught up').waitFor()
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
    await page.getByText('Unread', { exact: true }).click()
    await page.waitForURL(/show=unread/)
    await page.getByText('No matching notifications').waitFor()
    expect(faults).toEqual([])
  })

  test('fits every screen: a column, a rail of icons, and a bar along the bottom of a phone', async () => {
    const { page } = await product.newPage({ viewport: { width: 1440, height: 900 } })
    await signInOn(page, OWNER)
    const pages = page.getByRole('navigation', { name: 'Pages' })
    const widthOf = async () => Math.round((await pages.boundingBox())?.width ?? 0)
    expect(await widthOf()).toBe(220)
    await pages.getByRole('button', { name: 'Documents' }).click()
    await pages.getByRole('link', { name: 'Requests' }).waitFor({ state: 'detached' })
    await pages.getByRole('button', { name: 'Documents' }).click()

    await page.setViewportSize({ width: 1100, height: 800 })
    await expect.poll(widthOf).toBe(56)
    await pages.getByRole('link', { name: 'Requests' }).hover()
    await page.getByRole('tooltip', { name: 'Requests' }).waitFor()

    await page.setViewportSize({ width: 360, height: 740 })
    await pages.waitFor({ state: 'hidden' })
    const bar = page.getByRole('navigation', { name: 'Most used' })
    expect(await bar.locator('a, button').allTextContents()).toEqual([
      'Today',
      'Deals',
      '',
      'Inbox',
      'Search',
    ])
    await page.getByRole('button', { name: 'All pages' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Requests' }).click()
    await page.getByRole('heading', { name: 'Requests' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  })
})

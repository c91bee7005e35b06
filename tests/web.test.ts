import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { makePdf } from '#testing/files.ts'
import { PHONE, pixelsBeyond, sweep, untilQuiet, violationsOf } from '#testing/sweep.ts'

const PASSWORD = 'walnut harbor sextant 41'
const EMAIL = 'nora.north@harbor.example'
const SERIOUS = ['serious', 'critical']
const DOOR = ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/invitation', '/outbox']
const INSIDE = [
  '/',
  '/documents',
  '/documents?q=escrow',
  '/documents/review',
  '/documents/requests',
  '/documents/trash',
  ...['profile', 'security', 'members', 'teams', 'organization', 'api-keys', 'audit', 'outbox'].map(
    (name) => `/settings/${name}`,
  ),
]
const TABS = ['values', 'facts', 'text', 'versions', 'shares', 'comments', 'seen']

const purchaseAgreement = (price: string) =>
  makePdf([
    'RESIDENTIAL PURCHASE AGREEMENT',
    '',
    'Buyer: Nora North',
    'Seller: Sam South',
    'Property Address: 12 Harbor Lane, Denver, CO 80202',
    '',
    `The purchase price is ${price}. Earnest money of $20,000.00 is held in escrow.`,
    'Closing date: January 15, 2027.',
  ])

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /Good/ }).waitFor()
}

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

describe.skipIf(noBrowser)(
  `the web application${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 240_000 },
  () => {
    const product = sharedProduct()
    let documentPath = ''
    let link = ''

    test('a person opens an account, uploads a contract, and shares it with somebody who has none', async () => {
      const { page, faults } = await product.newPage()
      await page.goto('/sign-up')
      await page.getByLabel('Organization').fill('Harbor Realty')
      await page.getByLabel('First name').fill('Nora')
      await page.getByLabel('Last name').fill('North')
      await page.getByLabel('E-mail').fill(EMAIL)
      await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
      await page.getByRole('button', { name: 'Open the account' }).click()
      await page.getByRole('heading', { name: 'Check your mail' }).waitFor()

      await page.goto(await product.linkTo(EMAIL, '/verify-email#'))
      await page.getByRole('heading', { name: /Good/ }).waitFor()

      await page.getByRole('link', { name: 'Documents', exact: true }).click()
      const file = {
        name: 'agreement.pdf',
        mimeType: 'application/pdf',
        buffer: await purchaseAgreement('$450,000.00'),
      }
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page.getByLabel('Files to upload').first().setInputFiles(file)
      await page.getByRole('button', { name: 'Upload anyway' }).waitFor()
      await page.getByRole('button', { name: 'Close', exact: true }).click()

      await page.locator('[role=row][data-index="0"] a').click()
      await page.getByText('$450,000.00').first().waitFor({ timeout: 60_000 })
      documentPath = new URL(page.url()).pathname
      await page.getByText('$450,000.00').first().hover()
      await page.locator('rect[data-place]').first().waitFor({ state: 'attached' })

      await page.getByRole('button', { name: 'Share', exact: true }).first().click()
      await page.getByRole('textbox', { name: 'Password' }).fill('open sesame')
      await page.getByRole('button', { name: 'Make the link' }).click()
      link = (await page.getByLabel('Link', { exact: true }).textContent()) ?? ''
      expect(link).toContain('/s/')
      expect(faults).toEqual([])

      const guest = await product.newPage()
      await guest.page.goto(link)
      await guest.page.getByRole('textbox', { name: 'Password' }).fill('not this one')
      await guest.page.getByRole('button', { name: 'Open' }).click()
      await guest.page.getByText('The password is wrong.').waitFor()
      await guest.page.getByRole('textbox', { name: 'Password' }).fill('open sesame')
      await guest.page.getByRole('button', { name: 'Open' }).click()
      await guest.page.getByText('Harbor Realty').waitFor()
      await guest.page.getByRole('img', { name: 'Page 1' }).waitFor()
      expect(await guest.page.getByRole('button', { name: 'Download' }).count()).toBe(0)
      expect(guest.faults).toEqual([])

      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'Who saw it' }).click()
      await page.getByText('The password is wrong.').waitFor()
    })

    test('the main job needs no mouse: find, open, accept what was read', async () => {
      const { page } = await product.newPage()
      await signIn(page)
      await page.keyboard.press('Control+k')
      await page.locator('[role=combobox]:focus').waitFor()
      await page.keyboard.type('harbor lane')
      await page.getByRole('option').locator('mark').first().waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('$450,000.00').first().waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('a')
      await page.getByLabel('Accepted').first().waitFor()

      await page.goto('/documents')
      await page.locator('[role=row][data-index="0"]').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.getByText('1 document', { exact: true }).last().waitFor()
      expect(await page.getByRole('region', { name: 'Chosen documents' }).count()).toBe(1)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/documents\/[0-9a-f-]{36}/)
    })

    test('a list is left as it was found: filters, order and columns are remembered, and an address wins', async () => {
      const { page } = await product.newPage()
      await signIn(page)
      await page.goto('/documents')
      await page.getByRole('button', { name: 'Columns' }).click()
      await page.getByRole('menuitemcheckbox', { name: 'Pages' }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('columnheader', { name: 'Pages' }).waitFor()
      await page.getByRole('button', { name: 'Shared with me' }).click()
      await page.getByText('Nothing fits').waitFor()
      await page.getByRole('link', { name: 'Today', exact: true }).click()
      await page.getByRole('link', { name: 'Documents', exact: true }).click()
      await page.waitForURL(/documents\?shared_with_me=true/)
      await page.goto('/documents?sort=title')
      await page.getByRole('columnheader', { name: 'Pages' }).waitFor()
      expect(new URL(page.url()).search).toBe('?sort=title')
    })

    test('a tag that was given to many is taken back by one click, where it was not before', async () => {
      const { page } = await product.newPage()
      await signIn(page)
      await page.goto('/documents?sort=newest')
      await page.getByLabel('Choose all').check()
      await page.getByLabel('Chosen documents').getByRole('button', { name: 'Tag' }).click()
      await page.locator('input[aria-label="Tags to add"]').fill('harbor')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Add to all' }).click()
      await page.getByText(/tagged harbor/).waitFor()
      const known = () => page.getByRole('menuitemcheckbox', { name: /^harbor/ })
      await page.getByRole('button', { name: 'Tag', exact: true }).first().click()
      await known().waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('button', { name: 'Tag', exact: true }).first().click()
      await page.getByRole('menuitemcheckbox').first().waitFor()
      await known().waitFor({ state: 'detached' })
    })

    test('an API key is shown once, opens what its scopes say, and opens nothing when it is ended', async () => {
      const { page, faults } = await product.newPage({ permissions: ['clipboard-read', 'clipboard-write'] })
      await signIn(page)
      await page.goto('/settings/api-keys')
      await page.getByRole('button', { name: 'Make a key' }).click()
      await page.getByLabel('Name').fill('Nightly import')
      await page.getByRole('button', { name: 'Make the key' }).click()
      await page.getByRole('button', { name: 'Copy' }).click()
      await page.getByRole('button', { name: 'Copied' }).waitFor()
      const key = await page.evaluate<string>('navigator.clipboard.readText()')
      expect(await page.getByLabel('API key', { exact: true }).textContent()).toBe(key)
      const status = async (method: string) => {
        const headers = { authorization: `Bearer ${key}` }
        return (await fetch(`${product.origin()}/api/v1${documentPath}`, { method, headers })).status
      }
      expect([await status('GET'), await status('DELETE')]).toEqual([200, 403])

      await page.getByRole('button', { name: 'I have put it aside' }).click()
      await page.getByRole('row', { name: /Nightly import/ }).waitFor()
      expect(await page.getByText(key).count()).toBe(0)
      await page.getByRole('button', { name: 'End Nightly import' }).click()
      await page.getByRole('button', { name: 'End it for good' }).click()
      await page.getByText('opens nothing any more').waitFor()
      expect(await status('GET')).toBe(401)
      expect(faults).toEqual([])
    })

    test('somebody without an account is asked for a document by mail, and sends it', async () => {
      const { page, faults } = await product.newPage()
      await signIn(page)
      await page.goto('/documents/requests')
      await page.getByRole('button', { name: 'Ask for a document' }).first().click()
      await page.getByLabel('From').fill('carla@client.example')
      await page.getByLabel('What you need').fill('Proof of funds')
      await page.getByRole('button', { name: 'Send the request' }).click()
      await page.getByText('carla@client.example gets a mail with the link.').waitFor()

      const guest = await product.newPage({ viewport: PHONE })
      await guest.page.goto(await product.linkTo('carla@client.example', '/r/'))
      await guest.page.getByRole('heading', { name: 'Proof of funds' }).waitFor()
      await guest.page.getByText('Harbor Realty').waitFor()
      const file = {
        name: 'statement.pdf',
        mimeType: 'application/pdf',
        buffer: await purchaseAgreement('$1.00'),
      }
      await guest.page.getByLabel('Files to send').setInputFiles(file)
      await guest.page.getByRole('heading', { name: 'Received' }).waitFor()
      expect(await violationsOf(guest.page, SERIOUS)).toEqual([])
      expect(await pixelsBeyond(guest.page)).toBe(0)
      await guest.page.getByLabel('A word to go with it').fill('From my bank.')
      await guest.page.getByRole('button', { name: 'That is all' }).click()
      await guest.page.getByRole('heading', { name: 'Thank you, all has arrived' }).waitFor()
      expect(guest.faults).toEqual([])

      await page.getByText('From my bank.').waitFor()
      await page.locator('article').getByRole('link').first().waitFor()
      expect(faults).toEqual([])
    })

    test('two people who change different facts of a document both keep their change', async () => {
      const [one, two] = [await product.newPage(), await product.newPage()]
      for (const { page } of [one, two]) {
        await signIn(page)
        await page.goto(`${documentPath}?tab=facts`)
        await page.getByLabel('Description').waitFor()
      }
      await one.page.route('**/socket.io/**', (route) => route.abort())
      await one.page.getByLabel('Description').fill('Signed by both.')
      await two.page.getByLabel('Title').fill('12 Harbor Lane')
      await two.page.getByRole('button', { name: 'Save' }).click()
      await two.page.getByText('Saved.').waitFor()
      await one.page.getByRole('button', { name: 'Save' }).click()
      await one.page.getByRole('button', { name: 'Save mine too' }).click()
      await one.page.getByText('Saved.').waitFor()
      await one.page.reload()
      await one.page.getByRole('heading', { name: '12 Harbor Lane' }).waitFor()
      expect(await one.page.getByLabel('Description').inputValue()).toBe('Signed by both.')
    })

    test('a new version goes by the queue of the uploads, and is shown when it is there', async () => {
      const { page, faults } = await product.newPage()
      await signIn(page)
      await page.goto(`${documentPath}?tab=versions`)
      const file = {
        name: 'signed.pdf',
        mimeType: 'application/pdf',
        buffer: await purchaseAgreement('$451,000.00'),
      }
      await page.getByLabel('New version', { exact: true }).setInputFiles(file)
      await page.getByText('1 file uploaded').waitFor()
      await page.getByText('Version 2').first().waitFor()
      expect(faults).toEqual([])
    })

    test('who signs out in one tab is signed out in all of them', async () => {
      const { page } = await product.newPage()
      await signIn(page)
      const other = await page.context().newPage()
      await other.goto('/documents')
      await other.getByRole('heading', { name: 'Documents' }).waitFor()
      await page.getByRole('button', { name: /^You:/ }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.waitForURL(/sign-in/)
      await other.waitForURL(/sign-in/)
    })

    test('no page scrolls sideways on a telephone or has a serious fault that axe finds, in light or dark', async () => {
      const { page, faults } = await product.newPage()
      const found: string[] = []
      const check = async (path: string, go = walk) => {
        const lines = await sweep(page, () => go(page, path), SERIOUS)
        found.push(...lines.map((line) => `${path} ${line}`))
      }
      for (const path of [...DOOR, new URL(link).pathname]) await check(path, settle)
      await signIn(page)
      for (const path of [...INSIDE, ...TABS.map((tab) => `${documentPath}?tab=${tab}`)]) await check(path)
      expect(found).toEqual([])
      expect(faults).toEqual([])
    })
  },
)

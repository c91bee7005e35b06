import type { Page } from 'playwright-core'
import { makePdf } from '#testing/files.ts'

/** What a person types into every form that asks for a password here. */
export const PASSWORD = 'walnut harbor sextant 41'

type Product = { linkTo: (email: string, path: string) => Promise<string> }

/** Opens an account as a person does it in the browser: the form, the link in the email, and Today. */
export async function signUpOn(page: Page, product: Product, email: string): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Organization').fill('Harbor Realty')
  await page.getByLabel('First name').fill('Nora')
  await page.getByLabel('Last name').fill('North')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Check your email' }).waitFor()
  await page.goto(await product.linkTo(email, '/verify-email#'))
  await page.getByRole('heading', { name: /Good/ }).waitFor()
}

/** Fills in the sign-in form that is open and sends it. */
export async function giveCredentials(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.keyboard.press('Enter')
}

export async function signInOn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await giveCredentials(page, email)
  await page.getByRole('heading', { name: /Good/ }).waitFor()
}

/** A contract as a file input takes it; another price is another file. */
export async function agreementFile(price: string, name = 'agreement.pdf') {
  const buffer = await makePdf([
    'RESIDENTIAL PURCHASE AGREEMENT',
    '',
    'Buyer: Nora North',
    'Seller: Sam South',
    'Property Address: 12 Harbor Lane, Denver, CO 80202',
    '',
    `The purchase price is ${price}. Earnest money of $20,000.00 is held in escrow.`,
    'Closing date: January 15, 2027.',
  ])
  return { name, mimeType: 'application/pdf', buffer }
}

/** Opens the list of running work in the header, and answers its part about uploads. */
export async function openUploads(page: Page) {
  await page.getByRole('button', { name: /^Running work/ }).click()
  return page.getByRole('region', { name: 'Uploads' })
}

/** Uploads a contract on the page Documents and opens it once it has been read. Answers its address. */
export async function uploadAgreement(page: Page, price = '$450,000.00'): Promise<string> {
  await page.goto('/documents')
  await page
    .getByLabel('Files to upload')
    .first()
    .setInputFiles(await agreementFile(price))
  await page.getByText('1 file uploaded').waitFor()
  await page.locator('[role=row][data-index="0"] a').click()
  await page.getByText(price).first().waitFor({ timeout: 60_000 })
  return new URL(page.url()).pathname
}

/** Makes a link to the open document, with a password where one is given. */
export async function makeLink(page: Page, password?: string): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).first().click()
  if (password) await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Create link' }).click()
  const link = (await page.getByLabel('Link', { exact: true }).textContent()) ?? ''
  if (password) await page.getByText('Send the password separately.').waitFor()
  await page.keyboard.press('Escape')
  return link
}

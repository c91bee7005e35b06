import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page, Request } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 720 }
const QUIET = `new Promise((resolve) => {
  const done = () => { observer.disconnect(); resolve() }
  let timer = setTimeout(done, 150)
  const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 150) })
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
})`

/** What axe finds on the page as it stands. */
export async function violationsOf(page: Page, impacts?: readonly string[]): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })")
  return violations
    .filter(({ impact }) => impacts === undefined || impacts.includes(String(impact)))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** How many pixels the page is wider than its window. */
export async function pixelsBeyond(page: Page): Promise<number> {
  return Math.max(0, await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'))
}

/** Until the page waits for nothing that it asked for, shows no placeholder, and changes no more. */
export async function untilQuiet(page: Page): Promise<void> {
  if (!watched.has(page)) await page.waitForLoadState('networkidle')
  const open = openRequestsOf(page)
  const isLoading = () => page.getByRole('status', { name: 'Loading' }).count()
  const busy = async () => {
    await page.evaluate(QUIET)
    return open.size + (await isLoading())
  }
  await expect.poll(busy, { timeout: 30_000, interval: 20 }).toBe(0)
}

const watched = new WeakMap<Page, Set<Request>>()

/** What the page has asked for since the first call and not yet been answered. */
function openRequestsOf(page: Page): Set<Request> {
  const known = watched.get(page)
  if (known) return known
  const open = new Set<Request>()
  page.on('request', (request) => open.add(request))
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => open.delete(request))
  watched.set(page, open)
  return open
}

/**
 * One visit of a page: its width on a telephone, then what axe finds at a desk in light and in dark. `visit` goes
 * there, on a screen of a telephone. A line for each fault.
 */
export async function sweep(
  page: Page,
  visit: () => Promise<void>,
  impacts?: readonly string[],
): Promise<string[]> {
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'light' })
  await visit()
  const beyond = await pixelsBeyond(page)
  const found = beyond > 0 ? [`on a telephone: ${beyond} px too wide`] : []
  await page.setViewportSize(DESK)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await untilQuiet(page)
    found.push(...(await violationsOf(page, impacts)).map((violation) => `${colorScheme}: ${violation}`))
  }
  return found
}

import type { TestProject } from 'vitest/node'
import { noBrowser } from '#testing/browser.ts'
import { startProduct } from '#testing/product.ts'

/** One product for every file in the browser that neither stops it nor needs settings of its own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (noBrowser) return
  const product = await startProduct(async () => ({
    TRUST_PROXY: 'loopback',
    WEBHOOKS_ALLOW_PRIVATE: 'true',
  }))
  project.provide('product', product.url)
  return () => product.close()
}

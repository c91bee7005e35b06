import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { signInOn, signUpOn } from '#testing/visitors.ts'
import { verifyWebhook, webhookReceiver } from '#testing/webhook-receiver.ts'

const EMAIL = 'wanda.webhook@harbor.example'

describe.skipIf(noBrowser)(
  `webhooks in the browser${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120000 },
  () => {
    const product = sharedProduct()
    const receiver = webhookReceiver()

    beforeAll(async () => {
      if (noBrowser) return
      await signUpOn((await product.newPage()).page, product, EMAIL)
    }, 120_000)

    test('an endpoint is created, shows its secret once, receives a test and what it missed, and is deleted', async () => {
      const { page, faults } = await product.newPage()
      await signInOn(page, EMAIL)
      await page.goto('/settings/webhooks')
      await page.getByRole('button', { name: 'New webhook' }).click()
      await page.getByLabel('URL').fill('ftp://example.com')
      await page.getByRole('button', { name: 'Create webhook' }).click()
      await page.getByText('Enter an address such as https://example.com').waitFor()
      await page.getByLabel('URL').fill(receiver.url())
      await page.getByLabel('Description (optional)').fill('Archive')
      await page.getByLabel('Organization and members: all').check()
      await page.getByRole('button', { name: 'Create webhook' }).click()
      const secret = (await page.getByLabel('Signing secret').textContent()) ?? ''
      await page.getByRole('button', { name: 'I saved the secret' }).click()

      await page.getByRole('row', { name: /Archive/ }).click()
      expect(await page.getByText(secret).count()).toBe(0)
      await page.getByRole('button', { name: 'Send test' }).click()
      const sent = page.getByRole('row', { name: /^Test/ })
      await sent.getByText('Delivered').waitFor()
      const came = receiver.received.find(({ body }) => body.type === 'webhooks.test')
      expect(came && verifyWebhook(secret, came)).toMatchObject({ type: 'webhooks.test' })

      receiver.answer(503, 'closed for the night')
      await page.getByRole('button', { name: 'Send test' }).click()
      await page
        .getByRole('row', { name: /Failed/ })
        .getByText('HTTP 503')
        .waitFor()
      await page.getByRole('row', { name: /Failed/ }).click()
      await page.getByText('closed for the night').waitFor()
      receiver.answer(204)
      await page.getByRole('button', { name: 'Send again' }).click()
      await page.getByRole('complementary', { name: 'Delivery' }).getByText('Delivered').waitFor()
      await page.getByRole('button', { name: 'Close preview' }).click()

      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByRole('button', { name: 'Turn on' }).click()
      await page.getByRole('button', { name: 'Resend missed…' }).click()
      await page.getByRole('button', { name: 'Resend', exact: true }).click()
      await page.getByText(/^Sending \d+ deliver/).waitFor()
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('button', { name: 'Delete webhook and its log' }).click()
      await page.getByText('No webhooks yet').waitFor()
      expect(faults).toEqual([])
    })
  },
)

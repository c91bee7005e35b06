import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, sharedProduct } from '#testing/browser.ts'
import { violationsOf } from '#testing/sweep.ts'
import { giveCredentials, signUpOn } from '#testing/visitors.ts'

const EMAIL = 'agatha.agent@harbor.example'

describe.skipIf(noBrowser)(
  `connecting an AI agent in the browser${noBrowser ? `: ${noBrowser}` : ''}`,
  { timeout: 120000 },
  () => {
    const product = sharedProduct()
    const came: URL[] = []
    const agent = createServer((request, reply) => {
      came.push(new URL(request.url ?? '/', 'http://localhost'))
      reply.end('You can close this page.')
    })

    beforeAll(async () => {
      if (noBrowser) return
      await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve))
      await signUpOn((await product.newPage()).page, product, EMAIL)
    }, 120_000)
    afterAll(() => agent.close())

    const post = async (path: string, body: URLSearchParams | object) => {
      const form = body instanceof URLSearchParams
      const answer = await fetch(`${product.origin()}${path}`, {
        method: 'POST',
        body: form ? body : JSON.stringify(body),
        ...(!form && { headers: { 'content-type': 'application/json' } }),
      })
      return (await answer.json()) as Record<string, string>
    }

    test('a member who follows it signs in, sees who asks, agrees, and can disconnect it', async () => {
      const redirect_uri = `http://127.0.0.1:${(agent.address() as AddressInfo).port}/callback`
      const registration = { client_name: 'Claude', redirect_uris: [redirect_uri] }
      const { client_id = '' } = await post('/oauth/register', registration)
      const code_verifier = randomBytes(32).toString('base64url')
      const asked = new URLSearchParams({
        client_id,
        redirect_uri,
        response_type: 'code',
        code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
        code_challenge_method: 'S256',
        state: 'a b&c',
        resource: `${product.origin()}/mcp`,
      })
      const { page, faults } = await product.newPage()
      await page.goto(`/oauth/authorize?${asked}`)
      await page.waitForURL(/sign-in/)
      await giveCredentials(page, EMAIL)
      await page.getByRole('heading', { name: 'Connect Claude?' }).waitFor()
      await page.getByText('a program on this computer').waitFor()
      expect(await violationsOf(page, ['serious', 'critical'])).toEqual([])
      await page.getByLabel('Read and change').check()
      await page.getByRole('button', { name: 'Allow' }).click()
      await page.getByText('You can close this page.').waitFor()
      const back = came.find(({ pathname }) => pathname === '/callback')?.searchParams
      expect(back?.get('state')).toBe('a b&c')
      const tokens = await post(
        '/oauth/token',
        new URLSearchParams({
          grant_type: 'authorization_code',
          code: back?.get('code') ?? '',
          client_id,
          redirect_uri,
          code_verifier,
        }),
      )
      expect(tokens).toMatchObject({ scope: 'write', token_type: 'Bearer' })

      await page.goto(`${product.origin()}/settings/api-keys`)
      const row = page.getByRole('row', { name: /Claude/ })
      await row.getByText('Read and change').waitFor()
      await row.getByRole('button', { name: 'Disconnect Claude' }).click()
      await page.getByRole('button', { name: 'Disconnect now' }).click()
      await page.getByText('No apps connected.').waitFor()
      expect(faults).toEqual([])
    })

    test('a request that does not add up is explained, and nobody is sent anywhere', async () => {
      const { page } = await product.newPage()
      await page.goto('/oauth/authorize?client_id=forged&redirect_uri=https%3A%2F%2Fevil.example')
      await giveCredentials(page, EMAIL)
      await page.getByRole('heading', { name: 'This app can’t be connected' }).waitFor()
      expect(await page.getByRole('button', { name: 'Allow' }).count()).toBe(0)
      expect(new URL(page.url()).origin).toBe(product.origin())
    })
  },
)

import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { freePort } from '#infra/ports.ts'

export type Account = {
  sub: string
  email: string
  email_verified: boolean
  given_name: string
  family_name: string
}

/** A real OpenID provider on loopback that signs in, without asking, whom it is told. */
export async function startOidcProvider(client_id: string, client_secret: string, redirect_uri: string) {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  let denied = false
  let account: Account = {
    sub: 'nobody',
    email: 'nobody@example.com',
    email_verified: false,
    given_name: 'No',
    family_name: 'Body',
  }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id,
        client_secret,
        redirect_uris: [redirect_uri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['given_name', 'family_name', 'name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of the tests'] },
    findAccount: async (_ctx, id) => ({ accountId: id, claims: async () => ({ ...account }) }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  })
  const callback = provider.callback()
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login')
      return provider.interactionFinished(
        request,
        response,
        { login: { accountId: account.sub } },
        { mergeWithLastSubmission: false },
      )
    if (denied)
      return provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'The person pressed Cancel.',
      })
    const grant = new provider.Grant({
      accountId: session?.accountId as string,
      clientId: String(params.client_id),
    })
    grant.addOIDCScope('openid email profile')
    return provider.interactionFinished(
      request,
      response,
      { consent: { grantId: await grant.save() } },
      { mergeWithLastSubmission: true },
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer,
    signInAs: (next: Account) => {
      account = next
      denied = false
    },
    /** Whoever comes next does not agree that we learn who he is. */
    deny: () => {
      denied = true
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Follows redirects as a browser would, with cookies, until `end` is reached; answers the address there. */
export async function browse(start: string, end: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = start
  for (let i = 0; i < 20; i++) {
    if (url.startsWith(end)) return url
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of reply.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = reply.headers.get('location')
    if (!next) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`)
    url = new URL(next, url).href
  }
  throw new Error('Too many redirects')
}

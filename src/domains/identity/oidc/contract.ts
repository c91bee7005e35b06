import { z } from 'zod'
import { ProviderConnection, ProviderName } from '#domains/identity/schema.ts'
import { contract, get, post, remove } from '#lib/contract.ts'

const params = { provider: ProviderName }
const Provider = z.object({ provider: ProviderName, label: z.string() })
/** One of our pages: our own address is put in front of it, so it leads nowhere else. */
const Wanted = z.object({ next: z.string().max(2000).startsWith('/').default('/') })
const limit = 30

/** Accounts with other providers that can be used to sign in. */
export const providers = contract(
  { tag: 'auth', about: ['provider'], who: 'anybody' },
  {
    all: get('/auth/providers', {
      summary: 'List sign-in providers',
      gives: z.object({ items: z.array(Provider) }),
      whole: 'The providers that this installation supports.',
    }),
    start: get('/auth/oidc/:provider/start', {
      summary: 'Sign in with a provider',
      params,
      query: Wanted,
      gives: 'redirect',
      limit,
    }),
    finish: get('/auth/oidc/:provider/callback', {
      summary: 'Return from a provider',
      params,
      gives: 'redirect',
      limit,
    }),
  },
)

/** The connected accounts of a person. */
export const connections = contract(
  { tag: 'me', about: ['connection'], who: 'person' },
  {
    all: get('/me/providers', {
      summary: 'List your connected providers',
      whole: 'The providers that this installation supports.',
      gives: z
        .object({ items: z.array(ProviderConnection), has_password: z.boolean() })
        .describe('Without a password the last of them cannot be disconnected.'),
    }),
    connect: post('/me/providers/:provider', {
      summary: 'Connect a provider: the answer says where to go',
      params,
      gives: z.object({ url: z.string() }),
      confirmed: true,
    }),
    disconnect: remove('/me/providers/:provider', {
      summary: 'Disconnect a provider',
      params,
      confirmed: true,
    }),
  },
)

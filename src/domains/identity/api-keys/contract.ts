import { z } from 'zod'
import { contract, page, post, remove } from '#lib/contract.ts'
import { ApiKey, NewApiKey } from './schema.ts'

export const apiKeys = contract(
  { tag: 'api keys', about: ['api_key'], who: 'api_keys.use', agents: false },
  {
    all: page('/api-keys', {
      summary: 'List API keys: yours, or everyone’s if you manage members',
      item: ApiKey,
      by: ['id'],
    }),
    create: post('/api-keys', {
      summary: 'Create an API key',
      takes: NewApiKey,
      gives: ApiKey.extend({ token: z.string() }),
      status: 201,
      confirmed: true,
      secret: true,
    }),
    revoke: remove('/api-keys/:id', { summary: 'Revoke an API key' }),
  },
)

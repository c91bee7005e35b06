import { verify } from '@node-rs/argon2'
import { selectDocuments } from '#domains/documents/queries.ts'
import { LOAD_PASSWORD } from '#domains/identity/load.ts'
import { hashPassword } from '#infra/secrets.ts'
import { hammer, loop, type Result } from './measure.ts'
import { ask, compiler, pickOne, type World } from './world.ts'

/** Each from an address of its own: the limit of tries an address is not what is measured. */
export async function signIn({ server_url }: World): Promise<Result> {
  let n = 0
  const timing = await hammer(server_url, 2, () => {
    n += 1
    return {
      method: 'POST',
      path: '/api/v1/auth/sign-in',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
      },
      body: JSON.stringify({ email: `person-${1 + (n % 500)}@load.example`, password: LOAD_PASSWORD }),
    }
  })
  const hash = await hashPassword(LOAD_PASSWORD)
  const limit = await loop(2, () => verify(hash, LOAD_PASSWORD))
  return { scenario: 'sign-in', target: 'p95 < 100 ms', ...timing, limit, limit_of: 'argon2id alone' }
}

export async function pointRead({
  server_url,
  headers,
  documents,
  bare,
  organization_id,
}: World): Promise<Result> {
  const timing = await hammer(server_url, 20, () => ({
    path: `/api/v1/documents/${pickOne(documents).id}`,
    headers,
  }))
  const { sql } = selectDocuments(compiler)
    .where('d.organization_id', '=', organization_id)
    .where('d.id', '=', organization_id)
    .compile()
  const limit = await loop(20, () => ask(bare, sql, [organization_id, pickOne(documents).id]))
  return {
    scenario: 'point read',
    target: '10,000/s, p95 < 200 ms; half the limit',
    ...timing,
    limit,
    limit_of: 'the same prepared SELECT in a loop',
  }
}

export async function listOf25({ server_url, headers, bare, organization_id }: World): Promise<Result> {
  const timing = await hammer(server_url, 20, () => ({ path: '/api/v1/documents?limit=25', headers }))
  const { sql } = selectDocuments(compiler)
    .where('d.organization_id', '=', organization_id)
    .where('d.deleted_at', 'is', null)
    .orderBy('d.id', 'desc')
    .limit(25)
    .compile()
  const limit = await loop(20, () => ask(bare, sql, [organization_id, 25]))
  return {
    scenario: 'list of 25',
    target: '4,000/s',
    ...timing,
    limit,
    limit_of: 'one prepared SELECT of 25 in a loop',
  }
}

/** What is typed, and what the database is asked in the end. */
const QUERIES: [name: string, words: [typed: string, tsquery: string][]][] = [
  ['common word', [['property', 'property']]],
  ['rare word', ['Kelenstead', 'Pemombury', 'Glenethford', 'Yaraston'].map((word) => [word, word])],
  ['two words', [['escrow+deposit', 'escrow & deposit']]],
  ['prefix', ['apprai', 'disclo', 'conting', 'warran'].map((word) => [word, `${word}:*`])],
  [
    'typing error',
    [
      ['proprety', 'property'],
      ['apprasial', 'appraisal'],
      ['mortgaeg', 'mortgage'],
    ],
  ],
]

/** Four at once, each with its facets counted. */
export async function searches({ server_url, headers, bare, organization_id }: World): Promise<Result[]> {
  const results: Result[] = []
  for (const [name, words] of QUERIES) {
    const timing = await hammer(server_url, 4, () => ({
      path: `/api/v1/documents?facets=true&limit=25&q=${pickOne(words)[0]}`,
      headers,
    }))
    const limit = await loop(4, () => ask(bare, BARE_SEARCH, [organization_id, pickOne(words)[1]]))
    results.push({
      scenario: `search: ${name}`,
      target: 'p95 < 500 ms',
      ...timing,
      limit,
      limit_of: 'ids alone, ranked, as the planner likes',
    })
  }
  return results
}

const BARE_SEARCH = `
  with q as (select to_tsquery('english', $2) as q)
  select id from (select d.id, ts_rank(d.head_vector, q.q) as rank from documents d, q
                   where d.organization_id = $1 and d.search_vector @@ q.q order by d.id desc limit 10000) m
   order by rank desc limit 25`

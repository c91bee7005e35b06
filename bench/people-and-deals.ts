import { hammer, type Result } from './measure.ts'
import { pickOne, type World } from './world.ts'

const QUERIES: [scenario: string, paths: string[]][] = [
  ['contacts: list', ['/contacts?limit=25', '/contacts?limit=25&sort=name']],
  ['contacts: narrowed', ['/contacts?limit=25&tag=investor', '/contacts?limit=25&contact_type=client']],
  ['contacts: words', ['maria', 'chen', 'ana lop', 'smi'].map((q) => `/contacts?limit=25&q=${q}`)],
  ['contacts: none found', ['/contacts?limit=25&q=xqzvw']],
  ['contacts: map', ['/contacts/map?zoom=3', '/contacts/map?zoom=9&bounds=-123,37,-121.5,38.5']],
  ['contacts: count', ['/contacts/count?q=an', '/contacts/count']],
  ['deals: list', ['/transactions?limit=25', '/transactions?limit=25&sort=closing']],
  ['deals: number', ['2026-0042', '2026-1999', '2026-29'].map((q) => `/transactions?limit=25&q=${q}`)],
  ['deals: address', ['mission', '42 cedar ridge', 'juniper ln'].map((q) => `/transactions?limit=25&q=${q}`)],
  ['deals: party', ['maria', 'chen', 'ana lop'].map((q) => `/transactions?limit=25&q=${q}`)],
  ['deals: none found', ['/transactions?limit=25&q=xqzvw']],
  [
    'deals: board',
    ['listed', 'under_contract', 'clear_to_close'].map((stage) => `/transactions?limit=25&stage=${stage}`),
  ],
  ['deals: count', ['/transactions/count', '/transactions/count?q=mission']],
]

/** What people do all day with contacts and deals, four at once. */
export async function peopleAndDeals({ server_url, headers }: World): Promise<Result[]> {
  const results: Result[] = []
  for (const [scenario, paths] of QUERIES) {
    const timing = await hammer(server_url, 4, () => ({ path: `/api/v1${pickOne(paths)}`, headers }))
    results.push({ scenario, target: 'p95 < 100 ms', ...timing, limit: null, limit_of: '' })
  }
  return results
}

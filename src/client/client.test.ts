import { beforeAll, describe, expect, test } from 'vitest'
import { connect, Refusal } from '#client/client.ts'
import { files } from '#domains/documents/content/contract.ts'
import { documents } from '#domains/documents/contract.ts'
import { apiKeys } from '#domains/identity/api-keys/contract.ts'
import { organizations } from '#domains/identity/organizations/contract.ts'
import { teams } from '#domains/identity/teams/contract.ts'
import { testApp } from '#testing/app.ts'
import { fetchFrom } from '#testing/fetch-from.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
})

/** A line to the product on which the first answers are others, or are lost. */
function lineThat(...first: (Response | 'lost before' | 'lost after')[]) {
  const asked: Record<string, string>[] = []
  const fetch = async (url: string, init: RequestInit) => {
    asked.push(init.headers as Record<string, string>)
    const instead = first.shift()
    if (instead === 'lost before') throw new TypeError('fetch failed')
    if (instead === 'lost after') {
      await fetchFrom(app.api())(url, init)
      throw new TypeError('fetch failed')
    }
    return instead ?? fetchFrom(app.api())(url, init)
  }
  const { token, organization_id } = owner
  return {
    asked,
    deedline: connect({ url: 'http://deedline.test/', api_key: token, organization_id, fetch }),
  }
}
const problem = (status: number, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ code: 'unavailable', detail: 'Not now.' }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })

describe('the client', () => {
  test('makes any call of a contract, typed by it', async () => {
    const deedline = app.connect(owner)
    const team = await deedline(teams.create, {}, { name: 'Closings' })
    const changed = await deedline(teams.change, { id: team.id }, { name: 'Closers' }, { version: 1 })
    expect(changed).toMatchObject({ id: team.id, name: 'Closers', version: 2 })
    expect(await deedline(teams.remove, { id: team.id })).toBeNull()
  })

  test('works with an API key', async () => {
    const { token } = await app.connect(owner)(
      apiKeys.create,
      {},
      { name: 'Client', scopes: ['documents.read'] },
    )
    const deedline = app.connect({ ...owner, token })
    expect((await deedline(documents.all, {})).items).toEqual([])
  })

  test('uploads a file and walks through a list of any length', async () => {
    const deedline = app.connect(owner)
    for (const n of [1, 2, 3, 4, 5]) {
      const form = new FormData()
      form.append('file', new Blob([`A note ${n}`]), `note-${n}.txt`)
      await deedline(files.upload, {}, form)
    }
    const titles: (string | null)[] = []
    for await (const { title } of deedline.each(documents.all, { limit: 2 })) titles.push(title)
    expect(titles.sort()).toEqual([1, 2, 3, 4, 5].map((n) => expect.stringContaining(`note-${n}`)))
  })

  test('shows a stranger nothing', async () => {
    const stranger = app.connect(await app.newPerson('owner'))
    const [mine] = (await app.connect(owner)(documents.all, {})).items
    await expect(stranger(documents.one, { id: mine?.id ?? '' })).rejects.toMatchObject({ code: 'missing' })
    expect((await stranger(documents.all, {})).items).toEqual([])
  })
})

describe('a refusal', () => {
  test('has a code for the program, a sentence for the person, and what is wrong with each field', async () => {
    const refusal = await app
      .connect(owner)(teams.create, {}, { name: '' })
      .catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', fields: { name: 'is missing' } })
    expect((refusal as Refusal).request_id).toMatch(/^[\w-]{8,}$/)
  })

  test('comes when the version was another, or was not said', async () => {
    const deedline = app.connect(owner)
    const { version } = await deedline(organizations.one, {})
    await deedline(organizations.change, {}, { phone: '1' }, { version })
    await expect(deedline(organizations.change, {}, { phone: '2' }, { version })).rejects.toMatchObject({
      code: 'stale',
    })
    await expect(deedline(organizations.change, {}, { phone: '2' })).rejects.toMatchObject({
      code: 'precondition_required',
    })
  })

  test('comes when the product cannot be reached', async () => {
    const { asked, deedline } = lineThat('lost before', 'lost before', 'lost before', 'lost before')
    await expect(deedline(teams.all, {})).rejects.toMatchObject({ code: 'offline', status: 0 })
    expect(asked).toHaveLength(4)
  }, 10_000)
})

describe('a call that could not be answered', () => {
  test('is made again after the time that the answer names', async () => {
    const { asked, deedline } = lineThat(problem(429, { 'retry-after': '1' }), problem(503))
    const started = performance.now()
    expect((await deedline(teams.all, {})).items).toEqual([])
    expect(performance.now() - started).toBeGreaterThan(1_000)
    expect(asked).toHaveLength(3)
  })

  test('has one effect, even when only its answer was lost', async () => {
    const { asked, deedline } = lineThat('lost after')
    const team = await deedline(teams.create, {}, { name: 'Once' })
    const { items } = await deedline(teams.all, {})
    expect(items.filter(({ name }) => name === 'Once').map(({ id }) => id)).toEqual([team.id])
    const [first, second] = asked
    expect(first?.['idempotency-key']).toBe(second?.['idempotency-key'])
  })

  test('is not made again when the answer is final, or when nobody waits for it any more', async () => {
    const { asked, deedline } = lineThat(problem(422))
    await expect(deedline(teams.all, {})).rejects.toBeInstanceOf(Refusal)
    expect(asked).toHaveLength(1)
    const line = lineThat(problem(503), problem(503))
    const signal = AbortSignal.timeout(100)
    await expect(line.deedline(teams.all, {}, undefined, { signal })).rejects.toThrow()
    expect(line.asked).toHaveLength(1)
  })
})

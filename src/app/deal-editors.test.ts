import { beforeAll, describe, expect, test } from 'vitest'
import { openApiOf } from '#app/api.ts'
import { domains } from '#app/domains.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { testApp } from '#testing/app.ts'
import { furnishAll } from '#testing/furnish.ts'
import type { TestPerson } from '#testing/people.ts'

/** Every route that changes a deal, or what belongs to one, as another agent of the organization: no later route can forget it. */
const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000', RATE_LIMIT_PER_ADDRESS: '1000000' })
let owner: TestPerson
let other: TestPerson
let ids: Record<string, string> = {}

beforeAll(async () => {
  owner = await app.newPerson('owner')
  other = await app.newPerson('agent', owner)
  ids = await furnishAll(domains, app, owner)
  await app.asOwner(`update documents set visibility = 'agency'`)
})

async function grantOther(permissions: string[]) {
  const members: { id: string; user_id: string; version: number }[] = (
    await app.send(owner, 'GET', '/members')
  ).body.items
  const one = members.find(({ user_id }) => user_id === other.user_id)
  const match = { 'if-match': `"${one?.version}"` }
  expect((await app.send(owner, 'PATCH', `/members/${one?.id}`, { permissions }, match)).status).toBe(200)
}

const OF_DEALS = /^\/(transactions\/\{id\}|properties\/\{id\}|transaction-proposals\/\{proposal_id\})/
/** What everyone who sees a deal does for themselves, or by a permission for all deals. */
const FOR_ALL = ['/calendar-feed', '/approve', '/reject']

type Operation = {
  'x-permission'?: string
  requestBody?: { content: Record<string, { example?: unknown; schema: { example?: unknown } }> }
}
type Change = { method: string; path: string; body: unknown }

function changes(): Change[] {
  const { paths } = openApiOf(app.api()) as unknown as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([full, methods]) => {
    const path = full.replace('/api/v1', '')
    if (!OF_DEALS.test(path) || FOR_ALL.some((end) => path.endsWith(end))) return []
    return Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const content = requestBody?.content['application/json']
      const body = content && (content.example ?? content.schema.example)
      return method === 'get' ? [] : [{ method: method.toUpperCase(), path: filled(path), body }]
    })
  })
}

const filled = (path: string) =>
  path.replaceAll(/([\w-]+)\/\{(\w+)\}/g, (_, noun: string, name: string) => {
    return `${noun}/${ids[name === 'id' ? noun : name] ?? ids[noun]}`
  })

const tried = ({ method, path, body }: Change, person: TestPerson) =>
  app.send(person, method, path, method === 'DELETE' ? undefined : body, { 'if-match': '"1"' })

describe('another agent of the organization', () => {
  test('changes nothing of a deal that they see and don’t work on', async () => {
    await grantOther(['transactions.see_commissions', 'transactions.manage_commissions'])
    const all = changes()
    expect(all.length).toBeGreaterThan(25)
    const others: string[] = []
    for (const change of all) {
      const { status, body } = await tried(change, other)
      if (status !== 403) others.push(`${change.method} ${change.path} ${status} ${body?.detail}`)
    }
    expect(others).toEqual([])
    const { body: deal } = await app.send(other, 'GET', `/transactions/${ids.transactions}`)
    expect(deal).toMatchObject({ mine: false, may: { edit: false, reopen: false, archive: false } })
  })

  test('changes it with their team, or with the permission to edit all deals', async () => {
    const edits = async () =>
      (await app.send(other, 'GET', `/transactions/${ids.transactions}`)).body.may.edit
    const { body: team } = await app.send(owner, 'POST', '/teams', { name: 'North' })
    const { body: deal } = await app.send(owner, 'GET', `/transactions/${ids.transactions}`)
    const match = { 'if-match': `"${deal.version}"` }
    await app.send(owner, 'PATCH', `/transactions/${deal.id}`, { team_id: team.id }, match)
    expect(await edits()).toBe(false)
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${other.user_id}`, { role: 'member' })
    expect(await edits()).toBe(true)
    await app.send(owner, 'DELETE', `/teams/${team.id}/members/${other.user_id}`)
    expect(await edits()).toBe(false)
    await grantOther(['transactions.edit_all'])
    await expect.poll(edits).toBe(true)
  })
})

test('the database changes a deal only for those who work on it, whatever asks it to', async () => {
  const { db, permissions } = app.infra()
  const { organization_id } = owner
  const change = (person: TestPerson) =>
    withActor(
      db,
      {
        ...{ ...systemActor(organization_id), user_id: person.user_id, role: person.role },
        permissions: permissions.of(person.role),
      },
      (tx) =>
        tx
          .updateTable('transactions')
          .set({ notes: 'Changed' })
          .where('id', '=', ids.transactions ?? '')
          .execute(),
    )
  const agent = await app.newPerson('agent', owner)
  await expect(change(agent)).rejects.toMatchObject({ code: '42501' })
  await change(await app.newPerson('coordinator', owner))
  await change(owner)
})

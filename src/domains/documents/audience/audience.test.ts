import { expect, test } from 'vitest'
import { whoSees } from '#infra/facts/audiences.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { ROLES } from '#lib/actor.ts'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { documentAudiences } from './queries.ts'

const app = testApp()

test('the people notified of a document or a request are exactly those who can open it', async () => {
  const owner = await app.newPerson('owner')
  const people = [owner]
  for (const role of ROLES.filter((one) => one !== 'owner')) people.push(await app.newPerson(role, owner))
  const left = await app.newPerson('agent', owner)
  const stranger = await app.newPerson('owner')
  const granted = await app.newPerson('viewer', owner)
  await app.asOwner(
    `update organization_members set permissions = '["documents.see_all", "documents.see_requests", "documents.upload"]'
      where user_id = '${granted.user_id}'`,
  )
  people.push(granted)
  const byRole = (role: string) => people.find((person) => person.role === role) as TestPerson
  const [agent, assistant, viewer] = [byRole('agent'), byRole('assistant'), byRole('viewer')]

  const team = (await app.send(owner, 'POST', '/teams', { name: 'Listings' })).body.id
  await app.send(owner, 'PUT', `/teams/${team}/members/${viewer.user_id}`, { role: 'member' })
  const upload = async (uploader: TestPerson, fields: Record<string, string>) => {
    const { payload, headers } = form(Buffer.from(`A note ${Math.random()}`), 'note.txt', fields)
    return String((await app.send(uploader, 'POST', '/documents', payload, headers)).body.id)
  }
  const share = (document: string, with_whom: TestPerson, more: object = {}) =>
    app.send(agent, 'POST', `/documents/${document}/shares`, {
      user_id: with_whom.user_id,
      ...more,
    })
  const shared = await upload(agent, {})
  await share(shared, assistant)
  const revoked = await upload(agent, {})
  const revocable = (await share(revoked, assistant)).body.id
  await app.send(agent, 'DELETE', `/documents/${revoked}/shares/${revocable}`)
  const documents = [
    await upload(agent, {}),
    await upload(assistant, {}),
    await upload(agent, { visibility: 'agency' }),
    await upload(owner, { visibility: 'team', team_id: team }),
    await upload(stranger, { visibility: 'agency' }),
    shared,
    revoked,
  ]
  const requests = []
  for (const asker of [agent, owner, stranger]) {
    const body = { requested_from_email: 'client@example.com', title: 'Deed' }
    requests.push(String((await app.send(asker, 'POST', '/document-requests', body)).body.id))
  }
  await app.asOwner(`update organization_members set status = 'inactive' where user_id = '${left.user_id}'`)

  const everybody = [...people, left, stranger]
  const listed = async (person: TestPerson) =>
    ((await app.send(person, 'GET', '/document-requests')).body.items ?? []).map(
      ({ id }: { id: string }) => id,
    )
  const opens: Record<string, (person: TestPerson, id: string) => Promise<boolean>> = {
    document: async (person, id) => (await app.send(person, 'GET', `/documents/${id}`)).status === 200,
    document_request: async (person, id) => person !== left && (await listed(person)).includes(id),
  }
  const more = (person: TestPerson) =>
    person === granted ? ['documents.see_all', 'documents.see_requests', 'documents.upload'] : []
  const viewers = new Map(
    everybody.map((person) => [
      person,
      {
        user_id: person.user_id,
        permissions: app.infra().permissions.of(person.role, more(person)),
      },
    ]),
  )
  const subjects = new Map([
    ['document', documents],
    ['document_request', requests],
  ])
  const sees = await withWorker(app.infra().worker, (tx) =>
    whoSees(tx, documentAudiences, owner.organization_id, subjects, [...viewers.values()]),
  )
  for (const [subject_type, ids] of subjects) {
    let count = 0
    for (const id of ids)
      for (const [person, viewer] of viewers) {
        const here = person.organization_id === owner.organization_id
        const expected = here && (await opens[subject_type]?.(person, id))
        expect(sees(subject_type, id, viewer), `${person.role} ${subject_type} ${id}`).toBe(expected)
        if (expected) count++
        if (person === granted && here)
          expect(expected, id).toBe(id !== ids.at(subject_type === 'document' ? 4 : -1))
      }
    expect(count).toBeGreaterThan(5)
  }
})

test('a key opens no more documents than its scopes, even an owner’s', async () => {
  const owner = await app.newPerson('owner')
  const agent = await app.newPerson('agent', owner)
  const { payload, headers } = form(Buffer.from('A private note'), 'note.txt', {})
  const { id } = (await app.send(agent, 'POST', '/documents', payload, headers)).body
  const withScopes = async (scopes: string[]) => {
    const { token } = (await app.send(owner, 'POST', '/api-keys', { name: scopes.join(), scopes })).body
    return (await app.send({ ...owner, token }, 'GET', `/documents/${id}`)).status
  }
  expect(await withScopes(['documents.read'])).toBe(404)
  expect(await withScopes(['documents.read', 'documents.see_all'])).toBe(200)
})

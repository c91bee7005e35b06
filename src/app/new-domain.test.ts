import { io } from 'socket.io-client'
import { beforeAll, expect, test } from 'vitest'
import { openApiOf } from '#app/api.ts'
import { domains } from '#app/domains.ts'
import { openSockets } from '#app/sockets.ts'
import { reactionsOf } from '#infra/jobs/jobs.ts'
import { testApp } from '#testing/app.ts'
import { LOANED_KEYS_SQL, loanedKeys } from '#testing/loaned-keys.ts'
import type { TestPerson } from '#testing/people.ts'

/** All that a new domain adds outside of its own folder is its line in the list of domains. */
const app = testApp({}, [...domains, loanedKeys])

beforeAll(async () => {
  const reactions = reactionsOf(loanedKeys.jobs ?? [])
  await app.asOwner(
    LOANED_KEYS_SQL,
    ...reactions.map(({ fact, job }) => `insert into fact_reactions values ('${fact}', '${job}')`),
  )
})

const lend = (person: TestPerson, borrower = 'Ben Baptiste') =>
  app.send(person, 'POST', '/loaned-keys', { borrower })
const namesFor = async (person: TestPerson) =>
  ((await app.send(person, 'GET', '/loaned-keys')).body.items ?? []).map(
    ({ borrower }: { borrower: string }) => borrower,
  )

test('a new domain’s permissions decide who calls it and which rows they see', async () => {
  const owner = await app.newPerson('owner')
  const [agent, colleague] = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
  const viewer = await app.newPerson('viewer', owner)
  const stranger = await app.newPerson('owner')

  expect((await lend(agent)).status).toBe(201)
  expect((await lend(viewer)).status).toBe(403)
  expect((await lend(agent, '')).status).toBe(400)
  expect(await namesFor(agent)).toEqual(['Ben Baptiste'])
  expect(await namesFor(owner)).toEqual(['Ben Baptiste'])
  expect(await namesFor(colleague)).toEqual([])
  expect(await namesFor(stranger)).toEqual([])

  const members = (await app.send(owner, 'GET', '/members')).body.items
  const { id, version } = members.find(({ user_id }: { user_id: string }) => user_id === colleague.user_id)
  const grant = { permissions: ['loaned_keys.see_all'] }
  await app.send(owner, 'PATCH', `/members/${id}`, grant, { 'if-match': `"${version}"` })
  await expect.poll(() => namesFor(colleague)).toEqual(['Ben Baptiste'])
})

test('a new domain’s facts are recorded, handled by its jobs, and announced to those who see the subject', async () => {
  const owner = await app.newPerson('owner')
  const [agent, colleague] = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
  const address = await app.api().listen({ host: '127.0.0.1', port: 0 })
  const sockets = await openSockets(app.api(), app.infra(), app.url())
  const heard: Record<string, string[]> = { owner: [], agent: [], colleague: [] }
  const open = Object.entries({ owner, agent, colleague }).map(([name, { token, organization_id }]) => {
    const socket = io(address, { transports: ['websocket'], auth: { token, organization_id } })
    socket.on('facts', (facts: { name: string }[]) => heard[name]?.push(...facts.map((fact) => fact.name)))
    return socket
  })
  try {
    await expect.poll(() => open.every(({ connected }) => connected)).toBe(true)
    const { id } = (await lend(agent)).body
    await expect.poll(() => heard.owner).toContain('loaned_keys.lent')
    await expect.poll(() => heard.agent).toContain('loaned_keys.lent')
    await app.runJobs()
    expect(await namesFor(agent)).toEqual(['Ben Baptiste (reminded)'])
    const audit = (await app.send(owner, 'GET', `/audit?subject_id=${id}`)).body.items
    expect(audit).toMatchObject([{ name: 'loaned_keys.lent', subject_id: id }])
    expect(heard.colleague).toEqual([])
  } finally {
    for (const socket of open) socket.close()
    await sockets.close()
  }
})

test('a new domain is described in the API and its permissions can be chosen', async () => {
  const owner = await app.newPerson('owner')
  const path = openApiOf(app.api()).paths['/api/v1/loaned-keys']
  expect(path?.post).toMatchObject({ summary: 'Lend a key', 'x-permission': 'loaned_keys.lend' })
  const { items } = (await app.send(owner, 'GET', '/permissions')).body
  expect(items).toContainEqual({ name: 'loaned_keys.lend', label: 'Lend keys', roles: ['agent'] })
})

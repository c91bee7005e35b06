import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSockets } from '#app/sockets.ts'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const open: Socket[] = []
let sockets: { close: () => Promise<void> }
let address = ''

beforeAll(async () => {
  address = await app.api().listen({ host: '127.0.0.1', port: 0 })
  sockets = await openSockets(app.api(), app.infra(), app.url())
})
afterAll(async () => {
  for (const socket of open) socket.close()
  await sockets.close()
})

type Heard = { name: string; subject_id: string }

async function listenAs(person: TestPerson): Promise<{ socket: Socket; heard: Heard[] }> {
  const heard: Heard[] = []
  const socket = io(address, {
    transports: ['websocket'],
    reconnection: false,
    auth: { token: person.token, organization_id: person.organization_id },
  })
  open.push(socket)
  socket.on('facts', (facts: Heard[]) => heard.push(...facts))
  await new Promise((resolve, reject) =>
    socket.once('connect', () => resolve(undefined)).once('connect_error', reject),
  )
  return { socket, heard }
}

async function upload(person: TestPerson, fields: Record<string, string> = {}): Promise<string> {
  const { payload, headers } = form(await makePdf([`Sheet ${Math.random()}`]), 'sheet.pdf', fields)
  return (await app.send(person, 'POST', '/documents', payload, headers)).body.id
}

test('a socket receives what its person sees, and nothing else', async () => {
  const agent = await app.newPerson('agent')
  const colleague = await app.newPerson('agent', agent)
  const stranger = await app.newPerson('owner')
  const [mine, theirs, foreign] = await Promise.all([
    listenAs(agent),
    listenAs(colleague),
    listenAs(stranger),
  ])

  const secret = await upload(agent)
  const shared = await upload(agent, { visibility: 'agency' })

  const heardOf = (listener: { heard: Heard[] }) => new Set(listener.heard.map((fact) => fact.subject_id))
  await expect.poll(() => heardOf(mine)).toEqual(new Set([secret, shared]))
  await expect.poll(() => heardOf(theirs)).toEqual(new Set([shared]))
  expect(foreign.heard).toEqual([])
})

test('a request for documents is announced to its creator and to administrators, and to no other colleague', async () => {
  const owner = await app.newPerson('owner')
  const [agent, colleague] = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
  const [leads, asks, others] = await Promise.all([listenAs(owner), listenAs(agent), listenAs(colleague)])

  const request = { requested_from_email: 'client@example.com', title: 'Tax return' }
  const { id } = (await app.send(agent, 'POST', '/document-requests', request)).body
  const shared = await upload(agent, { visibility: 'agency' })

  const heardOf = (listener: { heard: Heard[] }) => listener.heard.map((fact) => fact.subject_id)
  await expect.poll(() => heardOf(asks)).toContain(id)
  await expect.poll(() => heardOf(leads)).toContain(id)
  await expect.poll(() => heardOf(others)).toContain(shared)
  expect(heardOf(others)).not.toContain(id)
})

test('a kind of subject without an audience is announced to no one, and members’ keys not to agents', async () => {
  const owner = await app.newPerson('owner')
  const agent = await app.newPerson('agent', owner)
  const [leads, others] = await Promise.all([listenAs(owner), listenAs(agent)])
  const id = '01900000-0000-7000-8000-000000000001'
  await app.asOwner(`select publish_fact('${owner.organization_id}', 'vault.opened', 'vault', '${id}', '{}')`)
  await app.send(owner, 'POST', '/invitations', { email: 'new@example.com', role: 'viewer' })
  const shared = await upload(agent, { visibility: 'agency' })

  const kindsOf = (listener: { heard: Heard[] }) =>
    new Set(listener.heard.map((fact) => fact.name.split('.')[0]))
  await expect.poll(() => others.heard.map((fact) => fact.subject_id)).toContain(shared)
  await expect.poll(() => leads.heard.map((fact) => fact.name)).toContain('identity.member_invited')
  expect(kindsOf(leads)).not.toContain('vault')
  expect(kindsOf(others)).toEqual(new Set(['documents']))
})

test('a member learns at once of news for them, and no one else does', async () => {
  const [agent, stranger] = [await app.newPerson('agent'), await app.newPerson('owner')]
  const colleague = await app.newPerson('agent', agent)
  const listeners = await Promise.all([agent, colleague, stranger].map(listenAs))
  const id = await upload(agent, { visibility: 'private' })
  await app.send(agent, 'POST', `/documents/${id}/shares`, { user_id: colleague.user_id })

  const told = ({ heard }: { heard: Heard[] }) => heard.some(({ name }) => name === 'notifications.changed')
  await expect
    .poll(async () => {
      await app.readFeed()
      return listeners.map(told)
    })
    .toEqual([false, true, false])
})

test('a socket without a session is refused, and one whose person is disabled is disconnected within a second', async () => {
  const agent = await app.newPerson('agent')
  await expect(listenAs({ ...agent, token: 'forged' })).rejects.toThrow('unauthenticated')
  await expect(
    listenAs({ ...agent, organization_id: (await app.newPerson('owner')).organization_id }),
  ).rejects.toThrow()

  const { socket } = await listenAs(agent)
  await app.asOwner(`update organization_members set status = 'inactive' where user_id = '${agent.user_id}'`)
  await expect.poll(() => socket.connected, { timeout: 1000 }).toBe(false)
})

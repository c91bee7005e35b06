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

test('a socket hears of what its person sees, and of nothing else', async () => {
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

test('a socket without a session is refused, and one whose person is disabled is cut off within a second', async () => {
  const agent = await app.newPerson('agent')
  await expect(listenAs({ ...agent, token: 'forged' })).rejects.toThrow('unauthenticated')
  await expect(
    listenAs({ ...agent, organization_id: (await app.newPerson('owner')).organization_id }),
  ).rejects.toThrow()

  const { socket } = await listenAs(agent)
  await app.asOwner(`update organization_members set status = 'inactive' where user_id = '${agent.user_id}'`)
  await expect.poll(() => socket.connected, { timeout: 1000 }).toBe(false)
})

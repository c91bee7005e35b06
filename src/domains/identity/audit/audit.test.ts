import { expect, test } from 'vitest'
import { addDays, today } from '#lib/dates.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()

const namesFor = async (person: TestPerson, filters: Record<string, string>) => {
  const { status, body } = await app.send(person, 'GET', `/audit?${new URLSearchParams(filters)}`)
  expect(status).toBe(200)
  return body.items.map(({ name }: { name: string }) => name)
}

test('the audit log is narrowed by who did it, what it was, and the days of the reader’s calendar', async () => {
  const owner = await app.newPerson('owner')
  const admin = await app.newPerson('admin', owner)
  const stranger = await app.newPerson('owner')
  for (const person of [owner, admin, stranger]) await app.send(person, 'POST', '/teams', { name: 'Closers' })
  await app.send(owner, 'POST', '/invitations', { email: 'ivy@client.example', role: 'agent' })

  const created = { name: 'identity.team_created' }
  expect(await namesFor(owner, created)).toHaveLength(1)
  expect(await namesFor(owner, { user_id: owner.user_id })).toEqual([
    'identity.member_invited',
    'identity.team_created',
  ])
  expect(await namesFor(owner, { user_id: stranger.user_id })).toEqual([])

  const now = today(app.infra().now(), { timezone: 'America/Denver' })
  const [before, after] = [addDays(now, -1), addDays(now, 1)]
  expect(await namesFor(owner, { ...created, created_from: before, created_to: after })).toHaveLength(1)
  expect(await namesFor(owner, { ...created, created_from: after })).toEqual([])
  expect(await namesFor(owner, { ...created, created_to: before })).toEqual([])
  expect((await app.send(owner, 'GET', '/audit?created_from=soon')).status).toBe(400)
})

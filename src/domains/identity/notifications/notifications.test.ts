import { describe, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '100000' })

async function upload(person: TestPerson, fields: Record<string, string> = {}, name = 'offer.pdf') {
  const { payload, headers } = form(await makePdf([`Offer ${newId()}`]), name, fields)
  return (await app.send(person, 'POST', '/documents', payload, headers)).body.id as string
}

async function sentencesOf(person: TestPerson, query = ''): Promise<string[]> {
  await app.readFeed()
  const { status, body } = await app.send(person, 'GET', `/notifications${query}`)
  expect(status).toBe(200)
  return body.items.map(({ sentence }: { sentence: string }) => sentence)
}

const unreadOf = async (person: TestPerson) =>
  (await app.send(person, 'GET', '/notifications/unread')).body.count as number

async function team() {
  const owner = await app.newPerson('owner')
  const [ana, ben] = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
  return { owner, ana, ben, stranger: await app.newPerson('owner') }
}

describe('a member is notified of what concerns them', () => {
  test('of a document that a colleague shares with them, and nobody else is', async () => {
    const { owner, ana, ben, stranger } = await team()
    const id = await upload(ana, { visibility: 'private' })
    await app.send(ana, 'POST', `/documents/${id}/shares`, { user_id: ben.user_id })

    await expect
      .poll(() => sentencesOf(ben))
      .toEqual([expect.stringMatching(/^agent .+ shared offer\.pdf with you$/)])
    expect(await unreadOf(ben)).toBe(1)
    for (const person of [owner, ana, stranger]) expect(await sentencesOf(person)).toEqual([])
  })

  test('no longer, once they no longer see it', async () => {
    const { ana, ben } = await team()
    const id = await upload(ana, { visibility: 'private' })
    const share = await app.send(ana, 'POST', `/documents/${id}/shares`, { user_id: ben.user_id })
    await expect.poll(() => sentencesOf(ben)).toHaveLength(1)

    await app.send(ana, 'DELETE', `/documents/${id}/shares/${share.body.id}`)
    expect(await sentencesOf(ben)).toEqual([])
    expect(await unreadOf(ben)).toBe(0)
  })

  test('not of what they did themselves, and of comments by everyone who takes part', async () => {
    const { owner, ana, ben } = await team()
    const id = await upload(ana, { visibility: 'agency' })
    await app.send(ben, 'POST', `/documents/${id}/comments`, { content: 'Initials are missing.' })
    await app.send(owner, 'POST', `/documents/${id}/comments`, { content: 'Please add them.' })

    const about = /commented on offer\.pdf$/
    await expect
      .poll(() => sentencesOf(ana))
      .toEqual([expect.stringMatching(about), expect.stringMatching(about)])
    expect(await sentencesOf(ben)).toEqual([expect.stringMatching(/^owner .+ commented on offer\.pdf$/)])
    expect(await sentencesOf(owner)).toEqual([])
  })

  test('of files that a client sends for their request, and of emails that bounced', async () => {
    const { owner, ana, ben } = await team()
    const request = { requested_from_email: 'client@example.com', title: 'Proof of funds' }
    const { id } = (await app.send(ana, 'POST', '/document-requests', request)).body
    const payload = JSON.stringify({ document_id: newId(), filename: 'bank.pdf', first: true })
    await app.asOwner(
      `select publish_fact('${ana.organization_id}', 'documents.received', 'document_request', '${id}', '${payload}')`,
      `select publish_fact('${ana.organization_id}', 'documents.request_mail_failed', 'document_request', '${id}', '{"to":"client@example.com"}')`,
    )
    await expect
      .poll(() => sentencesOf(ana))
      .toEqual([
        'Your request “Proof of funds” couldn’t be delivered to client@example.com',
        'bank.pdf arrived for your request “Proof of funds”',
      ])
    for (const person of [owner, ben]) expect(await sentencesOf(person)).toEqual([])
  })

  test('of a document in one of their teams, which others are not', async () => {
    const { owner, ana, ben } = await team()
    const { id: team_id } = (await app.send(owner, 'POST', '/teams', { name: 'Harbor' })).body
    for (const { user_id } of [ana, ben])
      await app.send(owner, 'PUT', `/teams/${team_id}/members/${user_id}`, { role: 'member' })
    await upload(ana, { visibility: 'team', team_id })
    await expect
      .poll(() => sentencesOf(ben))
      .toEqual([expect.stringMatching(/^agent .+ uploaded offer\.pdf$/)])
    expect(await sentencesOf(owner)).toEqual([])
  })

  test('of new colleagues and API keys, if they answer for the organization', async () => {
    const { owner, ana, ben } = await team()
    await app.send(ben, 'POST', '/api-keys', { name: 'Nightly import', scopes: ['documents.read'] })
    await expect
      .poll(() => sentencesOf(owner))
      .toEqual([expect.stringMatching(/^agent .+ created the API key “Nightly import”$/)])
    expect(await sentencesOf(ana)).toEqual([])
  })

  test('not of what they have turned off', async () => {
    const { ana, ben } = await team()
    const settings = await app.send(ben, 'PATCH', '/member-settings', { muted_facts: ['documents.shared'] })
    const shared = settings.body.notifications.find(
      ({ fact }: { fact: string }) => fact === 'documents.shared',
    )
    expect(shared).toMatchObject({ on: false, label: expect.stringContaining('shares a document') })
    const [quiet, heard] = [await upload(ana), await upload(ana, { visibility: 'agency' })]
    await app.send(ana, 'POST', `/documents/${quiet}/shares`, { user_id: ben.user_id })
    await app.send(ben, 'POST', `/documents/${heard}/comments`, { content: 'Thanks.' })
    await app.send(ana, 'POST', `/documents/${heard}/comments`, { content: 'Sure.' })
    await expect.poll(() => sentencesOf(ben)).toEqual([expect.stringMatching(/commented on offer\.pdf$/)])

    const unknown = await app.send(ben, 'PATCH', '/member-settings', { muted_facts: ['moon.rose'] })
    expect([unknown.status, unknown.body.detail]).toEqual([400, 'There are no notifications of "moon.rose".'])
  })
})

describe('notifications', () => {
  test('are marked as read one by one, by subject or all up to one, and only by their owner', async () => {
    const { ana, ben, stranger } = await team()
    for (let i = 0; i < 4; i++)
      await app.send(ana, 'POST', `/documents/${await upload(ana)}/shares`, { user_id: ben.user_id })
    await expect.poll(() => sentencesOf(ben)).toHaveLength(4)
    const { items } = (await app.send(ben, 'GET', '/notifications')).body
    const mark = (person: TestPerson, body: unknown) => app.send(person, 'POST', '/notifications/read', body)

    for (const person of [ana, stranger])
      await mark(person, { ids: items.map(({ id }: { id: string }) => id) })
    expect(await unreadOf(ben)).toBe(4)

    const [newest, , third] = items
    await mark(ben, { ids: [newest.id] })
    expect(await unreadOf(ben)).toBe(3)
    await mark(ben, { ids: [newest.id], read: false })
    expect(await unreadOf(ben)).toBe(4)
    await mark(ben, { subject_type: 'document', subject_id: newest.subject_id })
    expect(await unreadOf(ben)).toBe(3)
    await mark(ben, { up_to: third.id })
    expect(await sentencesOf(ben, '?unread=true')).toHaveLength(1)
    expect((await app.send(ben, 'GET', '/notifications?subject_type=member')).body.items).toEqual([])
    expect((await mark(ben, {})).status).toBe(400)
  })

  test('come in pages', async () => {
    const { ana, ben } = await team()
    for (let i = 0; i < 3; i++)
      await app.send(ana, 'POST', `/documents/${await upload(ana)}/shares`, { user_id: ben.user_id })
    await expect.poll(() => sentencesOf(ben)).toHaveLength(3)
    const first = (await app.send(ben, 'GET', '/notifications?limit=2')).body
    const rest = (await app.send(ben, 'GET', `/notifications?limit=2&cursor=${first.next_cursor}`)).body
    const ids = [...first.items, ...rest.items].map(({ id }) => id)
    expect([first.items.length, rest.items.length, new Set(ids).size, rest.next_cursor]).toEqual([
      2,
      1,
      3,
      null,
    ])
  })

  test('are forgotten after 90 days', async () => {
    const { ana, ben } = await team()
    await app.send(ana, 'POST', `/documents/${await upload(ana)}/shares`, { user_id: ben.user_id })
    await expect.poll(() => sentencesOf(ben)).toHaveLength(1)
    await app.asOwner(
      `set role deedline_worker`,
      `update notifications set id = '01900000-0000-7000-8000-000000000001' where user_id = '${ben.user_id}'`,
      `select enqueue('identity.forget_notifications', '{}')`,
      `reset role`,
    )
    expect(await sentencesOf(ben)).toHaveLength(1)
    await app.runJobs()
    expect(await sentencesOf(ben)).toEqual([])
  })

  test('of 10,000 facts for 9 members are made in a few statements', { timeout: 120_000 }, async () => {
    const { owner, ana } = await team()
    const { id: team_id } = (await app.send(owner, 'POST', '/teams', { name: 'Everyone' })).body
    const id = await upload(ana, { visibility: 'team', team_id })
    await app.send(owner, 'PUT', `/teams/${team_id}/members/${owner.user_id}`, { role: 'member' })
    for (let i = 0; i < 8; i++) {
      const { user_id } = await app.newPerson('viewer', owner)
      await app.send(owner, 'PUT', `/teams/${team_id}/members/${user_id}`, { role: 'member' })
    }
    await app.readFeed()
    const payload = JSON.stringify({ version_number: 1, file_hash: 'a', filename: 'a.pdf', file_size: 1 })
    await app.asOwner(`select publish_fact('${owner.organization_id}', 'documents.uploaded', 'document', '${id}', '${payload}')
      from generate_series(1, 10000)`)
    const started = performance.now()
    const made = async () => {
      await app.readFeed()
      const [row] = await app.query(`select count(*)::integer as n from notifications
        where organization_id = '${owner.organization_id}' and fact = 'documents.uploaded'`)
      return row?.n
    }
    await expect.poll(made, { timeout: 60_000 }).toBeGreaterThanOrEqual(10_000 * 9)
    expect(performance.now() - started).toBeLessThan(60_000)
  })
})

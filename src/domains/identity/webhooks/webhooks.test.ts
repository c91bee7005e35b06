import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliveries, webhooks } from '#domains/identity/webhooks/contract.ts'
import type { Delivery, WebhookChange } from '#domains/identity/webhooks/schema.ts'
import { testApp } from '#testing/app.ts'
import { runCron } from '#testing/cron.ts'
import type { TestPerson } from '#testing/people.ts'
import { verifyWebhook, webhookReceiver } from '#testing/webhook-receiver.ts'

const app = testApp({ WEBHOOKS_ALLOW_PRIVATE: 'true' })
const receiver = webhookReceiver()
let owner: TestPerson

beforeEach(async () => {
  receiver.answer(204)
  await app.runJobs() // What the test before has left in the queue.
  owner = await app.newPerson('owner')
  receiver.clear()
})

const create = async (facts: string[], person = owner, url = receiver.url()) => {
  const { status, body } = await app.send(person, 'POST', '/webhooks', { url, facts })
  expect(status, JSON.stringify(body)).toBe(201)
  return body as { id: string; secret: string; version: number }
}
const makeTeam = (name: string, person = owner) => app.send(person, 'POST', '/teams', { name })
const log = async (id: string, state?: Delivery['state']) =>
  (await app.connect(owner)(deliveries.all, { id, state })).items
const oneOf = (id: string) => app.connect(owner)(webhooks.one, { id })
const change = async (id: string, body: WebhookChange) => {
  const { version } = await oneOf(id)
  return app.connect(owner)(webhooks.change, { id }, body, { version })
}
/** As if all that waits for its next attempt were due. */
const letTimePass = async () => {
  await app.asOwner('update graphile_worker._private_jobs set run_at = now()')
  await app.runJobs()
}

describe('a webhook', () => {
  test('receives the facts it listens to, signed, with what the audit log shows of them', async () => {
    const { id, secret } = await create(['identity.team_created'])
    const team = (await makeTeam('Closings')).body.id
    await app.send(owner, 'PATCH', `/teams/${team}`, { name: 'Closers' }, { 'if-match': '"1"' })
    await app.runJobs()
    expect(receiver.received).toHaveLength(1)
    const [came] = receiver.received as [(typeof receiver.received)[0]]
    expect(verifyWebhook(secret, came)).toMatchObject({
      type: 'identity.team_created',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: {
        organization_id: owner.organization_id,
        subject_type: 'team',
        subject_id: team,
        user_id: owner.user_id,
        payload: { name: 'Closings' },
      },
    })
    expect(JSON.stringify(came.body)).not.toContain('ip_address')
    expect(await log(id)).toMatchObject([
      { id: came.headers['webhook-id'], state: 'delivered', attempts: 1, status_code: 204, error: null },
    ])
  })

  test('can listen to a group of facts, or to all', async () => {
    const group = await create(['identity.*'])
    const all = await create(['*'])
    const other = await create(['documents.*'])
    receiver.clear()
    await makeTeam('Group')
    await app.runJobs()
    const facts = async (id: string) => (await log(id)).map(({ fact }: { fact: string }) => fact)
    expect(await facts(group.id)).toContain('identity.team_created')
    expect(await facts(all.id)).toContain('identity.team_created')
    expect(await facts(other.id)).toEqual([])
  })

  test('is told nothing of what was rolled back', async () => {
    const { id } = await create(['identity.team_created'])
    await makeTeam('Once')
    expect((await makeTeam('Once')).status).toBe(409)
    await app.runJobs()
    expect(await log(id)).toHaveLength(1)
  })

  test('is told nothing of another organization', async () => {
    const stranger = await app.newPerson('owner')
    const { id } = await create(['*'])
    await app.runJobs()
    const before = (await log(id)).length
    await makeTeam('Theirs', stranger)
    await app.runJobs()
    expect(await log(id)).toHaveLength(before)
  })

  test('shows its secret once and keeps it encrypted', async () => {
    const { id, secret } = await create(['*'])
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(JSON.stringify(await oneOf(id))).not.toContain(secret)
    expect(JSON.stringify(await app.query('select * from webhook_endpoints'))).not.toContain(secret)
    expect(JSON.stringify(await app.query('select payload from events'))).not.toContain(secret)
  })

  test('signs with both secrets for 24 hours after the secret is replaced', async () => {
    const { id, secret } = await create(['identity.team_created'])
    const rotated = (await app.send(owner, 'POST', `/webhooks/${id}/rotate-secret`)).body.secret
    await makeTeam('Both')
    await app.runJobs()
    const [both] = receiver.received as [(typeof receiver.received)[0]]
    for (const one of [secret, rotated]) expect(verifyWebhook(one, both)).toMatchObject({})
    await app.asOwner(`update webhook_endpoints set previous_secret_expires_at = now()`)
    receiver.clear()
    await makeTeam('New only')
    await app.runJobs()
    const [later] = receiver.received as [(typeof receiver.received)[0]]
    expect(verifyWebhook(rotated, later)).toMatchObject({})
    expect(() => verifyWebhook(secret, later)).toThrow()
  })

  test('goes on when the member who made it leaves, and stops when the organization is suspended', async () => {
    const admin = await app.newPerson('admin', owner)
    const { id } = await create(['identity.team_created'], admin)
    await app.asOwner(
      `update organization_members set status = 'inactive' where user_id = '${admin.user_id}'`,
    )
    await makeTeam('After they left')
    await app.runJobs()
    expect(await log(id)).toHaveLength(1)
    await makeTeam('On its way')
    await app.asOwner(
      `update organizations set subscription_status = 'suspended' where id = '${owner.organization_id}'`,
    )
    await app.runJobs()
    await app.asOwner(
      `update organizations set subscription_status = 'active' where id = '${owner.organization_id}'`,
    )
    expect(await log(id)).toMatchObject([{ state: 'failed', attempts: 0 }, { state: 'delivered' }])
    expect(receiver.received).toHaveLength(1)
  })

  test('while it is paused receives nothing, and afterwards what it missed when someone asks for it', async () => {
    const { id } = await create(['identity.team_created'])
    const since = new Date(Date.now() - 60_000).toISOString()
    await change(id, { state: 'paused' })
    await makeTeam('Missed')
    await app.runJobs()
    expect(receiver.received).toEqual([])
    const resend = () => app.send(owner, 'POST', `/webhooks/${id}/resend`, { since })
    expect((await resend()).status).toBe(422)
    await change(id, { state: 'active' })
    expect((await resend()).body).toEqual({ count: 1 })
    await app.runJobs()
    expect(receiver.received).toMatchObject([{ body: { data: { payload: { name: 'Missed' } } } }])
    expect((await resend()).body).toEqual({ count: 0 })
  })

  test('can be changed by one person at a time, and deleted with its log', async () => {
    const { id, version } = await create(['*'])
    const patch = (body: object) =>
      app.send(owner, 'PATCH', `/webhooks/${id}`, body, { 'if-match': `"${version}"` })
    expect((await patch({ description: 'Archive' })).body).toMatchObject({ description: 'Archive' })
    expect((await patch({ description: 'Other' })).status).toBe(412)
    await app.runJobs()
    expect((await app.send(owner, 'DELETE', `/webhooks/${id}`)).status).toBe(204)
    expect((await app.send(owner, 'GET', `/webhooks/${id}/deliveries`)).status).toBe(404)
    const left = await app.query(
      `select count(*)::int as n from webhook_deliveries where endpoint_id = '${id}'`,
    )
    expect(left).toEqual([{ n: 0 }])
  })
})

describe('a delivery that fails', () => {
  test('is tried again with the same id, later each time, until the schedule has ended', async () => {
    const { id, secret } = await create(['identity.team_created'])
    receiver.answer(500, 'out of order')
    await makeTeam('Retried')
    await app.runJobs()
    const [first] = await log(id)
    expect(first).toMatchObject({ state: 'pending', attempts: 1, status_code: 500 })
    const wait = Date.parse(first?.next_attempt_at ?? '') - Date.now()
    expect(wait).toBeGreaterThan(3_000)
    expect(wait).toBeLessThan(6_000)
    expect((await oneOf(id)).failing_since).not.toBeNull()
    for (let i = 0; i < 12; i++) await letTimePass()
    expect(await log(id)).toMatchObject([{ state: 'failed', attempts: 10, next_attempt_at: null }])
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    for (const one of receiver.received) expect(verifyWebhook(secret, one)).toMatchObject({})
    const detail = (await app.send(owner, 'GET', `/webhooks/${id}/deliveries/${first?.id}`)).body
    expect(detail.log).toHaveLength(10)
    expect(detail.log[0]).toMatchObject({ status_code: 500, response_body: 'out of order', error: null })
    expect(detail.body).toBe(receiver.received[0]?.raw)
  })

  test('can be sent again by hand, alone or with all that failed since a time', async () => {
    const { id } = await create(['identity.team_created'])
    receiver.answer(500)
    await makeTeam('One')
    await makeTeam('Two')
    await app.runJobs()
    await app.asOwner(`update webhook_deliveries set state = 'failed', tries = 10`)
    receiver.answer(200)
    const failed = await log(id, 'failed')
    const path = `/webhooks/${id}/deliveries/${failed[0]?.id}/resend`
    expect((await app.send(owner, 'POST', path)).body).toMatchObject({ state: 'pending', attempts: 1 })
    await app.runJobs()
    expect(await log(id)).toMatchObject([{ state: 'delivered', attempts: 2 }, { state: 'failed' }])
    expect((await oneOf(id)).failing_since).toBeNull()
    const since = new Date(Date.now() - 3_600_000).toISOString()
    const { body } = await app.send(owner, 'POST', `/webhooks/${id}/resend`, { since })
    expect(body).toEqual({ count: 1 })
    await app.runJobs()
    expect(await log(id)).toMatchObject([{ state: 'delivered' }, { state: 'delivered', attempts: 2 }])
    const old = new Date(Date.now() - 31 * 86_400_000).toISOString()
    expect((await app.send(owner, 'POST', `/webhooks/${id}/resend`, { since: old })).status).toBe(400)
  })

  test('for five days without one success turns the webhook off, and administrators learn of it', async () => {
    const admin = await app.newPerson('admin', owner)
    const { id } = await create(['identity.team_created'])
    receiver.answer(500)
    await makeTeam('First')
    await app.runJobs()
    await app.asOwner(`update webhook_endpoints set failing_since = now() - interval '4 days 23 hours'`)
    await letTimePass()
    expect((await oneOf(id)).state).toBe('active')
    await app.asOwner(`update webhook_endpoints set failing_since = now() - interval '5 days 1 hour'`)
    await letTimePass()
    expect((await oneOf(id)).state).toBe('disabled')
    for (const { email } of [owner, admin]) {
      const { subject, text } = await app.mailTo(email)
      expect(subject).toMatch(/^The webhook to 127\.0\.0\.1:\d+ was turned off$/)
      expect(text).toContain(`/settings/webhooks?webhook=${id}`)
    }
    const { body } = await app.send(owner, 'GET', '/audit?name=identity.webhook_disabled')
    expect(body.items).toMatchObject([{ subject_id: id, payload: { reason: 'failing' } }])
    receiver.clear()
    await letTimePass()
    expect(receiver.received).toEqual([])
    await change(id, { state: 'active' })
    expect(await oneOf(id)).toMatchObject({ state: 'active', failing_since: null })
  })

  test('with 410 Gone turns the webhook off at once', async () => {
    const { id } = await create(['identity.team_created'])
    receiver.answer(410)
    await makeTeam('Gone')
    await app.runJobs()
    expect((await oneOf(id)).state).toBe('disabled')
  })

  test('because the secret key was replaced is not lost: the job fails and is tried again', async () => {
    const { id } = await create(['identity.team_created'])
    await app.asOwner(
      `update webhook_endpoints set secret_encrypted = 'k1.AAAA.AAAA.AAAA' where id = '${id}'`,
    )
    await makeTeam('Unreadable')
    await expect(app.runJobs()).rejects.toThrow('identity.deliver_webhook')
    expect(await log(id)).toMatchObject([{ state: 'pending', attempts: 0 }])
    await app.asOwner(`delete from graphile_worker._private_jobs`)
  })
})

describe('a test delivery', () => {
  test('is sent once, also by a paused webhook, and counts as no failure', async () => {
    const { id, secret } = await create(['documents.*'])
    await change(id, { state: 'paused' })
    receiver.answer(500)
    const { status, body } = await app.send(owner, 'POST', `/webhooks/${id}/test`)
    expect([status, body.state]).toEqual([201, 'pending'])
    await app.runJobs()
    await letTimePass()
    expect(await log(id)).toMatchObject([{ fact: 'webhooks.test', state: 'failed', attempts: 1 }])
    expect((await oneOf(id)).failing_since).toBeNull()
    const [came] = receiver.received as [(typeof receiver.received)[0]]
    expect(verifyWebhook(secret, came)).toMatchObject({ type: 'webhooks.test', data: { payload: {} } })
  })
})

describe('what a webhook takes', () => {
  test.each([
    [{ url: 'ftp://example.com/', facts: ['*'] }, 'url'],
    [{ url: 'not a url', facts: ['*'] }, 'url'],
    [{ url: 'https://user:pass@example.com/', facts: ['*'] }, 'url'],
    [{ url: 'https://example.com/', facts: [] }, 'facts'],
    [{ url: 'https://example.com/', facts: ['documents.exploded'] }, 'facts'],
    [{ url: 'https://example.com/', facts: ['nothing.*'] }, 'facts'],
    [{ url: 'https://example.com/', facts: ['*; drop'] }, 'facts'],
    [{ url: 'https://example.com/', facts: ['*'], description: 'a\nb' }, 'description'],
  ])('is not %j', async (body, field) => {
    const answer = await app.send(owner, 'POST', '/webhooks', body)
    expect(answer.status).toBe(400)
    expect(answer.body.issues[0].field).toMatch(new RegExp(`^${field}`))
  })

  test('is at most ten endpoints, however many are made at once', async () => {
    await Promise.all(
      Array.from({ length: 13 }, () =>
        app.send(owner, 'POST', '/webhooks', { url: receiver.url(), facts: ['documents.*'] }),
      ),
    )
    const { items } = (await app.send(owner, 'GET', '/webhooks')).body
    expect(items).toHaveLength(10)
  })

  test('is any of the facts that the product names', async () => {
    const { items } = (await app.send(owner, 'GET', '/webhooks/facts')).body
    const names = items.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(['documents.uploaded', 'identity.team_created']))
    expect((await app.send(owner, 'POST', '/webhooks', { url: receiver.url(), facts: names })).status).toBe(
      201,
    )
  })
})

describe('only who manages webhooks', () => {
  let webhook: { id: string }
  const paths = () => [
    ['GET', '/webhooks'],
    ['GET', `/webhooks/${webhook.id}`],
    ['GET', `/webhooks/${webhook.id}/deliveries`],
    ['POST', `/webhooks/${webhook.id}/test`],
    ['POST', `/webhooks/${webhook.id}/rotate-secret`],
    ['DELETE', `/webhooks/${webhook.id}`],
  ]
  beforeAll(async () => {
    owner = await app.newPerson('owner')
    webhook = await create(['*'])
  })

  test('sees them', async () => {
    const agent = await app.newPerson('agent', owner)
    webhook = await create(['*'])
    for (const [method = '', path = ''] of paths())
      expect((await app.send(agent, method, path)).status, `${method} ${path}`).toBe(403)
  })

  test('of their own organization: a stranger finds nothing', async () => {
    webhook = await create(['*'])
    const stranger = await app.newPerson('owner')
    expect((await app.send(stranger, 'GET', '/webhooks')).body.items).toEqual([])
    for (const [method = '', path = ''] of paths().slice(1))
      expect((await app.send(stranger, method, path)).status, `${method} ${path}`).toBe(404)
  })
})

test('the log is kept for 30 days', async () => {
  const { id } = await create(['identity.team_created'])
  await makeTeam('Old')
  await app.runJobs()
  await runCron(app, 'identity.forget_webhooks', new Date(Date.now() + 29 * 86_400_000))
  expect(await log(id)).toHaveLength(1)
  await runCron(app, 'identity.forget_webhooks', new Date(Date.now() + 31 * 86_400_000))
  expect(await log(id)).toEqual([])
})

import { describe, expect, test } from 'vitest'
import { runCron } from '#testing/cron.ts'
import { verifyWebhook } from '#testing/webhook-receiver.ts'
import { testWebhooks } from '#testing/webhooks.ts'

const { app, receiver, owner, create, makeTeam, log, oneOf, change, letTimePass } = testWebhooks()

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
    const detail = (await app.send(owner(), 'GET', `/webhooks/${id}/deliveries/${first?.id}`)).body
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
    expect((await app.send(owner(), 'POST', path)).body).toMatchObject({ state: 'pending', attempts: 1 })
    await app.runJobs()
    expect(await log(id)).toMatchObject([{ state: 'delivered', attempts: 2 }, { state: 'failed' }])
    expect((await oneOf(id)).failing_since).toBeNull()
    const since = new Date(Date.now() - 3_600_000).toISOString()
    const { body } = await app.send(owner(), 'POST', `/webhooks/${id}/resend`, { since })
    expect(body).toEqual({ count: 1 })
    await app.runJobs()
    expect(await log(id)).toMatchObject([{ state: 'delivered' }, { state: 'delivered', attempts: 2 }])
    const old = new Date(Date.now() - 31 * 86_400_000).toISOString()
    expect((await app.send(owner(), 'POST', `/webhooks/${id}/resend`, { since: old })).status).toBe(400)
  })

  test('for five days without one success turns the webhook off, and administrators are notified', async () => {
    const admin = await app.newPerson('admin', owner())
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
    for (const { email } of [owner(), admin]) {
      const { subject, text } = await app.mailTo(email)
      expect(subject).toMatch(/^The webhook to 127\.0\.0\.1:\d+ was turned off$/)
      expect(text).toContain(`/settings/webhooks?webhook=${id}`)
    }
    const { body } = await app.send(owner(), 'GET', '/audit?name=identity.webhook_disabled')
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
    const { status, body } = await app.send(owner(), 'POST', `/webhooks/${id}/test`)
    expect([status, body.state]).toEqual([201, 'pending'])
    await app.runJobs()
    await letTimePass()
    expect(await log(id)).toMatchObject([{ fact: 'webhooks.test', state: 'failed', attempts: 1 }])
    expect((await oneOf(id)).failing_since).toBeNull()
    const [came] = receiver.received as [(typeof receiver.received)[0]]
    expect(verifyWebhook(secret, came)).toMatchObject({ type: 'webhooks.test', data: { payload: {} } })
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

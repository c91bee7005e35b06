import { describe, expect, test } from 'vitest'
import { verifyWebhook } from '#testing/webhook-receiver.ts'
import { testWebhooks } from '#testing/webhooks.ts'

const { app, receiver, owner, create, makeTeam, log, oneOf, change } = testWebhooks()

describe('a webhook', () => {
  test('receives the facts it listens to, signed, with what the audit log shows of them', async () => {
    const { id, secret } = await create(['identity.team_created'])
    const team = (await makeTeam('Closings')).body.id
    await app.send(owner(), 'PATCH', `/teams/${team}`, { name: 'Closers' }, { 'if-match': '"1"' })
    await app.runJobs()
    expect(receiver.received).toHaveLength(1)
    const [came] = receiver.received as [(typeof receiver.received)[0]]
    expect(verifyWebhook(secret, came)).toMatchObject({
      type: 'identity.team_created',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: {
        organization_id: owner().organization_id,
        subject_type: 'team',
        subject_id: team,
        user_id: owner().user_id,
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

  test('gets nothing that was rolled back', async () => {
    const { id } = await create(['identity.team_created'])
    await makeTeam('Once')
    expect((await makeTeam('Once')).status).toBe(409)
    await app.runJobs()
    expect(await log(id)).toHaveLength(1)
  })

  test('gets nothing of another organization', async () => {
    const stranger = await app.newPerson('owner')
    const { id } = await create(['*'])
    await app.runJobs()
    const before = (await log(id)).length
    await makeTeam('Theirs', stranger)
    await app.runJobs()
    expect(await log(id)).toHaveLength(before)
  })

  test('shows its secret once and stores it encrypted', async () => {
    const { id, secret } = await create(['*'])
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(JSON.stringify(await oneOf(id))).not.toContain(secret)
    expect(JSON.stringify(await app.query('select * from webhook_endpoints'))).not.toContain(secret)
    expect(JSON.stringify(await app.query('select payload from events'))).not.toContain(secret)
  })

  test('signs with both secrets for 24 hours after the secret is replaced', async () => {
    const { id, secret } = await create(['identity.team_created'])
    const rotated = (await app.send(owner(), 'POST', `/webhooks/${id}/rotate-secret`)).body.secret
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

  test('continues when the member who made it leaves, and stops when the organization is suspended', async () => {
    const admin = await app.newPerson('admin', owner())
    const { id } = await create(['identity.team_created'], admin)
    await app.asOwner(
      `update organization_members set status = 'inactive' where user_id = '${admin.user_id}'`,
    )
    await makeTeam('After they left')
    await app.runJobs()
    expect(await log(id)).toHaveLength(1)
    await makeTeam('On its way')
    await app.asOwner(
      `update organizations set subscription_status = 'suspended' where id = '${owner().organization_id}'`,
    )
    await app.runJobs()
    await app.asOwner(
      `update organizations set subscription_status = 'active' where id = '${owner().organization_id}'`,
    )
    expect(await log(id)).toMatchObject([{ state: 'failed', attempts: 0 }, { state: 'delivered' }])
    expect(receiver.received).toHaveLength(1)
  })

  test('receives nothing while it is paused, and afterward what it missed when someone asks for it', async () => {
    const { id } = await create(['identity.team_created'])
    const since = new Date(Date.now() - 60_000).toISOString()
    await change(id, { state: 'paused' })
    await makeTeam('Missed')
    await app.runJobs()
    expect(receiver.received).toEqual([])
    const resend = () => app.send(owner(), 'POST', `/webhooks/${id}/resend`, { since })
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
      app.send(owner(), 'PATCH', `/webhooks/${id}`, body, { 'if-match': `"${version}"` })
    expect((await patch({ description: 'Archive' })).body).toMatchObject({ description: 'Archive' })
    expect((await patch({ description: 'Other' })).status).toBe(412)
    await app.runJobs()
    expect((await app.send(owner(), 'DELETE', `/webhooks/${id}`)).status).toBe(204)
    expect((await app.send(owner(), 'GET', `/webhooks/${id}/deliveries`)).status).toBe(404)
    const left = await app.query(
      `select count(*)::int as n from webhook_deliveries where endpoint_id = '${id}'`,
    )
    expect(left).toEqual([{ n: 0 }])
  })
})

describe('what a webhook accepts', () => {
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
    const answer = await app.send(owner(), 'POST', '/webhooks', body)
    expect(answer.status).toBe(400)
    expect(answer.body.issues[0].field).toMatch(new RegExp(`^${field}`))
  })

  test('is at most ten endpoints, however many are created at once', async () => {
    await Promise.all(
      Array.from({ length: 13 }, () =>
        app.send(owner(), 'POST', '/webhooks', { url: receiver.url(), facts: ['documents.*'] }),
      ),
    )
    const { items } = (await app.send(owner(), 'GET', '/webhooks')).body
    expect(items).toHaveLength(10)
  })

  test('is any of the facts that the product has', async () => {
    const { items } = (await app.send(owner(), 'GET', '/facts')).body
    const names = items.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(['documents.uploaded', 'identity.team_created']))
    expect((await app.send(owner(), 'POST', '/webhooks', { url: receiver.url(), facts: names })).status).toBe(
      201,
    )
  })
})

describe('only those who manage webhooks', () => {
  let webhook: { id: string }
  const paths = () => [
    ['GET', '/webhooks'],
    ['GET', `/webhooks/${webhook.id}`],
    ['GET', `/webhooks/${webhook.id}/deliveries`],
    ['POST', `/webhooks/${webhook.id}/test`],
    ['POST', `/webhooks/${webhook.id}/rotate-secret`],
    ['DELETE', `/webhooks/${webhook.id}`],
  ]
  test('see them', async () => {
    const agent = await app.newPerson('agent', owner())
    webhook = await create(['*'])
    for (const [method = '', path = ''] of paths())
      expect((await app.send(agent, method, path)).status, `${method} ${path}`).toBe(403)
  })

  test('see those of their own organization: a stranger finds nothing', async () => {
    webhook = await create(['*'])
    const stranger = await app.newPerson('owner')
    expect((await app.send(stranger, 'GET', '/webhooks')).body.items).toEqual([])
    for (const [method = '', path = ''] of paths().slice(1))
      expect((await app.send(stranger, method, path)).status, `${method} ${path}`).toBe(404)
  })
})

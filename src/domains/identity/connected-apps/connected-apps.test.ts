import { beforeAll, describe, expect, test } from 'vitest'
import { hashToken } from '#infra/secrets.ts'
import { connectAgent } from '#testing/agents.ts'
import { testApp } from '#testing/app.ts'
import { runCron } from '#testing/cron.ts'
import { form } from '#testing/files.ts'
import { askFor, connectApp, exchange, REDIRECT } from '#testing/oauth.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ TRUST_PROXY: 'loopback' })
let owner: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
})

const appsOf = async (person: TestPerson) => (await app.send(person, 'GET', '/connected-apps')).body.items
const agentOf = (access_token: string) => connectAgent(app.api(), access_token)
const refresh = (refresh_token: string, client_id?: string) =>
  exchange(app, { grant_type: 'refresh_token', refresh_token, ...(client_id && { client_id }) })
/** What a process remembers of an app it forgets when the database says so: some 20 ms; a busy machine is given more. */
const expectRefused = (access_token: string) =>
  expect
    .poll(
      () =>
        agentOf(access_token).then(
          () => 'works',
          () => 'refused',
        ),
      { timeout: 3_000 },
    )
    .toBe('refused')

describe('a code', () => {
  test('is exchanged for tokens, and the app is listed', async () => {
    const person = await app.newPerson('agent', owner)
    const { request, code_verifier } = await askFor(app, { name: 'ChatGPT' })
    const consent = { ...request, access: 'read' }
    const { status, body } = await app.send(person, 'POST', '/connected-apps', consent)
    expect(status).toBe(201)
    const back = new URL(body.redirect_url)
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT)
    expect([back.searchParams.get('state'), back.searchParams.get('iss')]).toEqual([
      'kept',
      app.infra().config.BASE_URL,
    ])
    expect(await appsOf(person)).toEqual([]) // It has fetched nothing yet.
    const { client_id, redirect_uri } = request
    const code = back.searchParams.get('code') ?? ''
    const answer = await exchange(app, {
      grant_type: 'authorization_code',
      code,
      client_id,
      redirect_uri,
      code_verifier,
    })
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 900, scope: 'read' })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(await appsOf(person)).toMatchObject([{ name: 'ChatGPT', host: 'agent.example', access: 'read' }])
    const kept = JSON.stringify(await app.query('select * from connected_app_tokens'))
    for (const secret of [code, answer.body.refresh_token]) expect(kept).not.toContain(secret)
  })

  test('does not work without the proof, for another app, at another address, or late', async () => {
    const code = async () => {
      const { request, code_verifier } = await askFor(app)
      const { body } = await app.send(owner, 'POST', '/connected-apps', { ...request, access: 'read' })
      const { client_id, redirect_uri } = request
      const code = new URL(body.redirect_url).searchParams.get('code') ?? ''
      return { grant_type: 'authorization_code', code, client_id, redirect_uri, code_verifier }
    }
    const other = (await askFor(app)).request.client_id
    const wrong = [
      { code_verifier: 'x'.repeat(43) },
      { client_id: other },
      { redirect_uri: 'https://evil.example/' },
      { code: 'dlc_invented' },
    ]
    for (const change of wrong) {
      const { status, body } = await exchange(app, { ...(await code()), ...change })
      expect([status, body.error], JSON.stringify(change)).toEqual([400, 'invalid_grant'])
    }
    const late = await code()
    await app.asOwner(`update connected_app_tokens set expires_at = now() where kind = 'code'`)
    expect((await exchange(app, late)).body.error).toBe('invalid_grant')
  })

  test('that is used twice was stolen: the app is disconnected', async () => {
    const { given, access_token, refresh_token } = await connectApp(app, owner, 'read')
    await agentOf(access_token)
    expect((await exchange(app, given)).body.error).toBe('invalid_grant')
    await expectRefused(access_token)
    expect((await refresh(refresh_token)).body.error).toBe('invalid_grant')
    const { body } = await app.send(owner, 'GET', '/audit?name=identity.app_token_reused')
    expect(body.items).toHaveLength(1)
  })

  test('that two exchange at once gives tokens to one', async () => {
    const { request, code_verifier } = await askFor(app)
    const { body } = await app.send(owner, 'POST', '/connected-apps', { ...request, access: 'read' })
    const code = new URL(body.redirect_url).searchParams.get('code') ?? ''
    const { client_id, redirect_uri } = request
    const given = { grant_type: 'authorization_code', code, client_id, redirect_uri, code_verifier }
    const answers = await Promise.all([exchange(app, given), exchange(app, given), exchange(app, given)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  })
})

describe('a refresh token', () => {
  test('works once; if it is used again later, two parties have it, and the app is disconnected', async () => {
    const first = await connectApp(app, owner, 'read')
    const second = (await refresh(first.refresh_token, first.client_id)).body
    expect(second.access_token).toMatch(/^dla_/)
    const lost = (await refresh(first.refresh_token)).body // Its answer may have been lost a moment ago.
    expect(lost.refresh_token).toMatch(/^dlr_/)
    await app.asOwner(
      `update connected_app_tokens set used_at = now() - interval '1 minute' where used_at is not null`,
    )
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant')
    expect((await refresh(second.refresh_token)).body.error).toBe('invalid_grant')
    await expectRefused(second.access_token)
  })

  test('that is exchanged again because its response was lost gives one line of access, the last one', async () => {
    const first = await connectApp(app, owner, 'read')
    const lost = (await refresh(first.refresh_token)).body
    const kept = (await refresh(first.refresh_token)).body
    const next = await refresh(kept.refresh_token)
    expect(next.status).toBe(200)
    expect((await refresh(next.body.refresh_token)).status).toBe(200)
    expect((await refresh(lost.refresh_token)).body.error).toBe('invalid_grant')
    await expectRefused(kept.access_token)
  })

  test('that comes back after its successor was used was stolen: the app is disconnected', async () => {
    const first = await connectApp(app, owner, 'read')
    const second = (await refresh(first.refresh_token)).body
    const third = (await refresh(second.refresh_token)).body
    const { status, body } = await refresh(first.refresh_token)
    expect([status, body.error]).toEqual([400, 'invalid_grant'])
    expect((await refresh(third.refresh_token)).body.error).toBe('invalid_grant')
    await expectRefused(third.access_token)
  })

  test('that is exchanged several times at once leaves one token that works', async () => {
    const first = await connectApp(app, owner, 'read')
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => refresh(first.refresh_token)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const ids = await app.query(
      `select id from connected_app_tokens where kind = 'refresh' and used_at is null and app_id = (
         select app_id from connected_app_tokens where token_hash = '${hashToken(first.refresh_token)}') order by id`,
    )
    expect(ids).toHaveLength(5)
    const hashes = await app.query(
      `select token_hash from connected_app_tokens where id = '${ids.at(-1)?.id}'`,
    )
    const newest = answers.find(({ body }) => hashToken(body.refresh_token) === hashes[0]?.token_hash)
    const next = await refresh(newest?.body.refresh_token)
    expect(next.status).toBe(200)
    const other = answers.find((answer) => answer !== newest)
    expect((await refresh(other?.body.refresh_token)).body.error).toBe('invalid_grant')
    expect((await refresh(next.body.refresh_token)).body.error).toBe('invalid_grant')
  })

  test('whose successor is used at the same moment as it comes back never gives a second line', async () => {
    const first = await connectApp(app, owner, 'read')
    const second = (await refresh(first.refresh_token)).body
    await Promise.all([refresh(first.refresh_token), refresh(second.refresh_token)])
    const { refresh_token } = second
    expect((await refresh(refresh_token)).body.error).toBe('invalid_grant')
    await expectRefused(second.access_token)
  })

  test('belongs to its app', async () => {
    const { refresh_token } = await connectApp(app, owner, 'read')
    const other = (await askFor(app)).request.client_id
    expect((await refresh(refresh_token, other)).body.error).toBe('invalid_grant')
  })
})

describe('a connected app', () => {
  test('works for its member, in one organization, under its own name', async () => {
    const { access_token } = await connectApp(app, owner, 'write')
    const agent = await agentOf(access_token)
    const created = await agent.use('documents_all')
    expect(created.json.items).toEqual([])
    expect((await agent.use('members_all')).json.items.length).toBeGreaterThan(0)
    const stranger = await connectApp(app, await app.newPerson('owner'), 'write')
    const theirs = await agentOf(stranger.access_token)
    expect((await theirs.use('members_all')).json.items).toHaveLength(1)
  })

  test('that may only read changes nothing, and one that may make changes is not an administrator', async () => {
    const file = form(Buffer.from('A note'), 'read-only.txt')
    const document = (await app.send(owner, 'POST', '/documents', file.payload, file.headers)).body.id
    const reader = await agentOf((await connectApp(app, owner, 'read')).access_token)
    expect((await reader.use('documents_one', { id: document })).refused).toBe(false)
    const { version } = (await reader.use('documents_one', { id: document })).json
    for (const [tool, args] of [
      ['documents_change', { id: document, version, body: { title: 'Changed' } }],
      ['documents_trash', { id: document }],
      ['documents_comments_create', { id: document, body: { content: 'Hello' } }],
    ] as const)
      expect((await reader.use(tool, args)).json.code, tool).toBe('forbidden')
    const writer = await agentOf((await connectApp(app, owner, 'write')).access_token)
    const changed = await writer.use('documents_change', {
      id: document,
      version,
      body: { title: 'Changed' },
    })
    expect(changed.json.title).toBe('Changed')
    expect((await writer.use('teams_create', { body: { name: 'No' } })).json.code).toBe('forbidden')
  })

  test('is refused within a second once its member disconnects it, leaves, or the app gives up', async () => {
    const person = await app.newPerson('agent', owner)
    const first = await connectApp(app, person, 'read', 'First')
    const agent = await agentOf(first.access_token)
    const [{ id }] = await appsOf(person)
    expect((await app.send(person, 'DELETE', `/connected-apps/${id}`)).status).toBe(204)
    await expect
      .poll(() => agent.use('documents_all').then(String, String), { timeout: 1_000 })
      .toMatch(/session|401/i)
    await expectRefused(first.access_token)

    const second = await connectApp(app, person, 'read', 'Second')
    await agentOf(second.access_token)
    await exchange(app, { token: second.access_token }, '/oauth/revoke')
    await expectRefused(second.access_token)
    expect((await exchange(app, { token: 'nobody knows' }, '/oauth/revoke')).status).toBe(200)

    const third = await connectApp(app, person, 'read', 'Third')
    await agentOf(third.access_token)
    await app.asOwner(
      `update organization_members set status = 'inactive' where user_id = '${person.user_id}'`,
    )
    await expectRefused(third.access_token)
    expect((await refresh(third.refresh_token)).body.error).toBe('invalid_grant')
  })

  test('that is connected again replaces the earlier connection', async () => {
    const person = await app.newPerson('agent', owner)
    const first = await connectApp(app, person, 'read')
    const { request, code_verifier } = await askFor(app)
    const again = { ...request, client_id: first.client_id }
    const { body } = await app.send(person, 'POST', '/connected-apps', { ...again, access: 'write' })
    const code = new URL(body.redirect_url).searchParams.get('code') ?? ''
    const { client_id, redirect_uri } = again
    await exchange(app, { grant_type: 'authorization_code', code, client_id, redirect_uri, code_verifier })
    expect(await appsOf(person)).toMatchObject([{ access: 'write' }])
    await expectRefused(first.access_token)
  })

  test('is disconnected by its member or by those who manage members, and by no one else', async () => {
    const [person, colleague] = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
    await connectApp(app, person, 'read')
    const [{ id }] = await appsOf(person)
    expect(await appsOf(colleague)).toEqual([])
    const end = async (by: TestPerson) => (await app.send(by, 'DELETE', `/connected-apps/${id}`)).status
    const stranger = await app.newPerson('owner')
    expect([await end(colleague), await end(stranger), await end(owner), await end(owner)]).toEqual([
      404, 404, 204, 404,
    ])
  })
})

test('expired and unused apps are deleted at night', async () => {
  await connectApp(app, owner, 'read')
  await askFor(app)
  await app.asOwner(
    `update connected_apps set created_at = now() - interval '2 days', last_used_at = null`,
    `update connected_app_tokens set expires_at = now() - interval '2 days'`,
  )
  await runCron(app, 'identity.forget')
  expect(await app.query('select id from connected_apps where revoked_at is null')).toEqual([])
  expect(await app.query('select id from connected_app_tokens')).toEqual([])
})

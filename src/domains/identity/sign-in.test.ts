import { generateSync } from 'otplib'
import { describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()
const password = 'walnut harbor sextant 41'

type Cookies = { refresh: string; csrf: string }

function cookiesOf(headers: Record<string, unknown>): Cookies {
  const set = [headers['set-cookie']].flat().map(String)
  const value = (name: string) =>
    set
      .find((c) => c.startsWith(`${name}=`))
      ?.split(';')[0]
      ?.split('=')[1] ?? ''
  return { refresh: value('deedline_refresh'), csrf: value('deedline_csrf') }
}

const cookieHeaders = ({ refresh, csrf }: Cookies) => ({
  cookie: `deedline_refresh=${refresh}; deedline_csrf=${csrf}`,
  'x-csrf-token': csrf,
})

async function openAccount(email: string) {
  const account = {
    email,
    password,
    first_name: 'Ana',
    last_name: 'Agent',
    organization_name: 'Harbor Realty',
  }
  expect((await app.send(null, 'POST', '/auth/sign-up', account)).status).toBe(202)
  await app.runJobs()
  const mail = await app.mailTo(email)
  const token = /verify-email#(\S+)/.exec(mail.text)?.[1]
  return app.send(null, 'POST', '/auth/verify-email', { token })
}

const signIn = (email: string, more: object = {}) =>
  app.send(null, 'POST', '/auth/sign-in', { email, password, ...more })

describe('an account', () => {
  test('is confirmed by its emailed link, and its owner is signed in', async () => {
    const opened = await openAccount('first@harbor.example')

    expect(opened).toMatchObject({
      status: 200,
      body: {
        user: { email: 'first@harbor.example', email_verified: true },
        organizations: [{ role: 'owner' }],
      },
    })
    const me = await app.send(null, 'GET', '/me', undefined, {
      authorization: `Bearer ${opened.body.access_token}`,
    })
    expect(me).toMatchObject({ status: 200, body: { user: { display_name: 'Ana Agent' } } })
  })

  test('says that it is confirmed when the link is opened again', async () => {
    await openAccount('again@harbor.example')
    const mail = await app.mailTo('again@harbor.example')
    const token = /verify-email#(\S+)/.exec(mail.text)?.[1]
    expect(await app.send(null, 'POST', '/auth/verify-email', { token })).toMatchObject({
      status: 410,
      body: {
        detail: 'This address is already confirmed. Sign in to continue.',
        details: { confirmed: true },
      },
    })
    const unknown = { token: `${token?.slice(0, -1)}_` }
    expect(await app.send(null, 'POST', '/auth/verify-email', unknown)).toMatchObject({
      status: 410,
      body: { detail: expect.stringContaining('was used or has expired') },
    })
  })

  test('cannot be used before its address is confirmed', async () => {
    await app.send(null, 'POST', '/auth/sign-up', {
      email: 'early@harbor.example',
      password,
      first_name: 'E',
      last_name: 'B',
      organization_name: 'Early',
    })
    expect(await signIn('early@harbor.example')).toMatchObject({ status: 403, body: { code: 'unverified' } })
  })

  test('that exists is not revealed by signing up again', async () => {
    await openAccount('twice@harbor.example')
    const again = await app.send(null, 'POST', '/auth/sign-up', {
      email: 'twice@harbor.example',
      password,
      first_name: 'X',
      last_name: 'Y',
      organization_name: 'Z',
    })
    expect(again.status).toBe(202)
    await app.runJobs()
    expect((await app.mailTo('twice@harbor.example')).subject).toMatch(/already have/)
  })

  test.each(['short', 'password123456', 'aaaaaaaaaaaaaaaa', 'qwertyuiopasdf', 'harborrealty12'])(
    'does not accept the password %s',
    async (weak) => {
      const answer = await app.send(null, 'POST', '/auth/sign-up', {
        email: 'weak@harbor.example',
        password: weak,
        first_name: 'A',
        last_name: 'B',
        organization_name: 'Harbor Realty',
      })
      expect(answer).toMatchObject({ status: 400, body: { issues: [{ field: 'password' }] } })
    },
  )
})

describe('signing in', () => {
  test('gives the same answer for a wrong password and an unknown person', async () => {
    await openAccount('alike@harbor.example')
    const wrong = await app.send(null, 'POST', '/auth/sign-in', {
      email: 'alike@harbor.example',
      password: 'something else 99',
    })
    const unknown = await app.send(null, 'POST', '/auth/sign-in', {
      email: 'nobody@harbor.example',
      password,
    })
    expect(wrong.status).toBe(401)
    expect({ ...wrong.body, request_id: 0 }).toEqual({ ...unknown.body, request_id: 0 })
  })

  test('locks after five wrong passwords, for known and unknown people alike, and says for how long', async () => {
    for (const email of ['locked@harbor.example', 'nobody-else@harbor.example']) {
      for (let i = 0; i < 5; i++)
        await app.send(null, 'POST', '/auth/sign-in', { email, password: 'something else 99' })
      expect(await signIn(email)).toMatchObject({
        status: 423,
        body: { code: 'locked', details: { retry_after: expect.any(Number) } },
      })
    }
  })

  test('asks for the second factor, accepts its code once, and accepts a backup code once', async () => {
    const { body } = await openAccount('totp@harbor.example')
    const bearer = { authorization: `Bearer ${body.access_token}` }
    const started = await app.send(null, 'POST', '/me/factors/totp', {}, bearer)
    expect(started.body.qr_svg).toContain('<svg')
    const code = generateSync({ secret: started.body.secret })
    const confirmed = await app.send(null, 'POST', '/me/factors/totp/confirm', { code }, bearer)
    expect(confirmed.body.backup_codes).toHaveLength(10)

    expect(await signIn('totp@harbor.example')).toMatchObject({
      status: 401,
      body: { code: 'second_factor_required', details: { methods: ['totp', 'backup_code'] } },
    })
    expect((await signIn('totp@harbor.example', { totp_code: code })).status).toBe(401)
    const [backup] = confirmed.body.backup_codes
    expect((await signIn('totp@harbor.example', { totp_code: backup })).status).toBe(200)
    expect((await signIn('totp@harbor.example', { totp_code: backup })).status).toBe(401)
  })

  test('accepts a code by email', async () => {
    const { body } = await openAccount('mailcode@harbor.example')
    const bearer = { authorization: `Bearer ${body.access_token}` }
    await app.send(null, 'POST', '/me/factors/email', {}, bearer)
    await app.runJobs()
    const first = /code is (\d{6})/.exec((await app.mailTo('mailcode@harbor.example')).text)?.[1]
    expect((await app.send(null, 'POST', '/me/factors/email/confirm', { code: first }, bearer)).status).toBe(
      200,
    )

    const asked = await signIn('mailcode@harbor.example')
    await app.send(null, 'POST', '/auth/second-factor', {
      challenge: asked.body.details.challenge,
      method: 'email',
    })
    await app.runJobs()
    const code = /code is (\d{6})/.exec((await app.mailTo('mailcode@harbor.example')).text)?.[1]
    expect((await signIn('mailcode@harbor.example', { totp_code: code })).status).toBe(200)
  })
})

describe('a session', () => {
  test('rotates its refresh token, and reuse of an old one ends the family', async () => {
    await openAccount('rotate@harbor.example')
    const first = cookiesOf((await signIn('rotate@harbor.example')).headers)
    const renewed = await app.send(null, 'POST', '/auth/refresh', undefined, cookieHeaders(first))
    expect(renewed.status).toBe(200)
    const second = cookiesOf(renewed.headers)
    expect(second.refresh).not.toBe(first.refresh)
    await app.asOwner(
      `update user_sessions set rotated_at = now() - interval '1 minute' where rotated_at is not null`,
    )

    expect((await app.send(null, 'POST', '/auth/refresh', undefined, cookieHeaders(first))).status).toBe(401)
    expect((await app.send(null, 'POST', '/auth/refresh', undefined, cookieHeaders(second))).status).toBe(401)
    const bearer = { authorization: `Bearer ${renewed.body.access_token}` }
    await expect.poll(async () => (await app.send(null, 'GET', '/me', undefined, bearer)).status).toBe(401)
  })

  test('is not refreshed by a page that cannot read the CSRF cookie', async () => {
    await openAccount('csrf@harbor.example')
    const cookies = cookiesOf((await signIn('csrf@harbor.example')).headers)
    const forged = await app.send(null, 'POST', '/auth/refresh', undefined, {
      cookie: cookieHeaders(cookies).cookie,
    })
    expect(forged.status).toBe(403)
  })

  test('is listed and can be ended; ending all signs out everywhere', async () => {
    await openAccount('many@harbor.example')
    const [a, b] = [(await signIn('many@harbor.example')).body, (await signIn('many@harbor.example')).body]
    const bearer = (body: { access_token: string }) => ({ authorization: `Bearer ${body.access_token}` })
    const { body } = await app.send(null, 'GET', '/me/sessions', undefined, bearer(a))
    expect(body.items.filter((s: { current: boolean }) => s.current)).toHaveLength(1)

    expect((await app.send(null, 'DELETE', '/me/sessions', undefined, bearer(a))).status).toBe(204)
    await expect.poll(async () => (await app.send(null, 'GET', '/me', undefined, bearer(b))).status).toBe(401)
  })

  test('of a disabled person ends within a second', async () => {
    const { body } = await openAccount('disabled@harbor.example')
    const bearer = { authorization: `Bearer ${body.access_token}` }
    expect((await app.send(null, 'GET', '/organization', undefined, bearer)).status).toBe(200)
    await app.asOwner(`update users set status = 'suspended' where email = 'disabled@harbor.example'`)
    await expect
      .poll(async () => (await app.send(null, 'GET', '/organization', undefined, bearer)).status, {
        timeout: 1000,
      })
      .toBe(401)
  })
})

test('a forgotten password is reset by the emailed link, once, and ends every session', async () => {
  const { body } = await openAccount('forgot@harbor.example')
  await app.send(null, 'POST', '/auth/forgot-password', { email: 'forgot@harbor.example' })
  await app.runJobs()
  const token = /reset-password#(\S+)/.exec((await app.mailTo('forgot@harbor.example')).text)?.[1]
  const next = 'quartz lantern meadow 7'

  expect((await app.send(null, 'POST', '/auth/reset-password', { token, password: next })).status).toBe(200)
  expect((await app.send(null, 'POST', '/auth/reset-password', { token, password: next })).status).toBe(410)
  const bearer = { authorization: `Bearer ${body.access_token}` }
  await expect.poll(async () => (await app.send(null, 'GET', '/me', undefined, bearer)).status).toBe(401)
  expect(
    (await app.send(null, 'POST', '/auth/sign-in', { email: 'forgot@harbor.example', password: next }))
      .status,
  ).toBe(200)
})

test('a person’s actions are in the audit log of their organization, with address and browser, and in no one else’s', async () => {
  const { body } = await openAccount('audited@harbor.example')
  const bearer = { authorization: `Bearer ${body.access_token}`, 'user-agent': 'Test browser' }
  await app.send(
    null,
    'PATCH',
    '/me',
    { first_name: 'Anna' },
    { ...bearer, 'if-match': `"${body.user.version}"` },
  )

  const audit = await app.send(null, 'GET', '/audit', undefined, bearer)
  const names = audit.body.items.map((fact: { name: string }) => fact.name)
  expect(names).toEqual(
    expect.arrayContaining([
      'identity.signed_up',
      'identity.email_verified',
      'identity.signed_in',
      'identity.profile_changed',
    ]),
  )
  expect(audit.body.items[0]).toMatchObject({
    name: 'identity.profile_changed',
    user_agent: 'Test browser',
    ip_address: '127.0.0.1',
    payload: { first_name: { from: 'Ana', to: 'Anna' } },
  })
  const stranger = await app.newPerson('owner')
  expect((await app.send(stranger, 'GET', '/audit')).body.items).toEqual([])
})

test('the audit log proves that it is complete, to those who may read it', async () => {
  const owner = await app.newPerson('owner')
  await app.send(owner, 'POST', '/teams', { name: 'Watched' })
  expect(await app.send(owner, 'POST', '/audit/verify')).toMatchObject({
    status: 200,
    body: { intact: true, unsealed: 1 },
  })
  expect((await app.send(await app.newPerson('agent', owner), 'POST', '/audit/verify')).status).toBe(403)
})

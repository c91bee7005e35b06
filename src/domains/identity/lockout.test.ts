import { generateSync } from 'otplib'
import { describe, expect, test } from 'vitest'
import { type Account, openAccount } from '#testing/accounts.ts'
import { testApp } from '#testing/app.ts'

const app = testApp({ TRUST_PROXY: '127.0.0.0/8' })

const signIn = (email: string, password: string, more: object = {}, headers: Record<string, string> = {}) =>
  app.send(null, 'POST', '/auth/sign-in', { email, password, ...more }, { ...fromElsewhere(), ...headers })

/** Each try from another address, as attackers do it; the limit by address has a test of its own. */
const fromElsewhere = () => ({
  'x-forwarded-for': `198.51.${Math.floor(Math.random() * 255)}.${Math.floor(Math.random() * 255)}`,
})

async function attack(email: string, times = 6): Promise<number> {
  let status = 0
  for (let i = 0; i < times; i++) ({ status } = await signIn(email, `wrong guess number ${i}`))
  return status
}

async function addTotp(account: Account): Promise<string> {
  const started = await app.send(null, 'POST', '/me/factors/totp', {}, account.bearer())
  const { secret } = started.body
  const code = generateSync({ secret, epoch: Date.now() / 1000 - 30 })
  expect((await app.send(null, 'POST', '/me/factors/totp/confirm', { code }, account.bearer())).status).toBe(
    200,
  )
  return secret
}

describe('a stranger who guesses passwords', () => {
  test('is slowed down, while the owner signs in on a known device', async () => {
    const account = await openAccount(app, 'known@harbor.example')
    expect(await attack(account.email)).toBe(423)

    const elsewhere = await signIn(account.email, account.password)
    expect(elsewhere).toMatchObject({ status: 423, body: { code: 'locked' } })
    expect((await signIn(account.email, account.password, {}, account.cookies())).status).toBe(200)
  })

  test('does not lock out an owner who resets the password', async () => {
    const account = await openAccount(app, 'reset@harbor.example')
    await attack(account.email)
    await app.send(null, 'POST', '/auth/forgot-password', { email: account.email })
    await app.runJobs()
    const token = /reset-password#(\S+)/.exec((await app.mailTo(account.email)).text)?.[1]
    const password = 'copper lantern meadow 77'
    expect((await app.send(null, 'POST', '/auth/reset-password', { token, password })).status).toBe(200)

    expect((await signIn(account.email, password)).status).toBe(200)
  })

  test('does not lock out an owner who enters password and code at once, and learns nothing from wrong ones', async () => {
    const account = await openAccount(app, 'second@harbor.example')
    const secret = await addTotp(account)
    await attack(account.email)

    const rightPassword = await signIn(account.email, account.password, { totp_code: '000000' })
    const nothingRight = await signIn(account.email, 'wrong guess again', { totp_code: '000000' })
    expect(rightPassword.status).toBe(423)
    expect(rightPassword.body.code).toBe(nothingRight.body.code)
    expect((await signIn(account.email, account.password)).status).toBe(423)
    const code = generateSync({ secret, epoch: Date.now() / 1000 })
    expect((await signIn(account.email, account.password, { totp_code: code })).status).toBe(200)
  })

  test('on the known device of someone else is a stranger', async () => {
    const [account, other] = [
      await openAccount(app, 'victim@harbor.example'),
      await openAccount(app, 'other@harbor.example'),
    ]
    await attack(account.email)
    expect((await signIn(account.email, account.password, {}, other.cookies())).status).toBe(423)
  })

  test('is also stopped when guessing codes with the right password', async () => {
    const account = await openAccount(app, 'codes@harbor.example')
    const secret = await addTotp(account)
    let last = await signIn(account.email, account.password, { totp_code: '000000' })
    for (let i = 0; i < 10; i++) last = await signIn(account.email, account.password, { totp_code: '000000' })
    expect(last.status).toBe(423)
    const code = generateSync({ secret, epoch: Date.now() / 1000 })
    expect((await signIn(account.email, account.password, { totp_code: code })).status).toBe(423)
    // The owner's own browser is not what was guessing.
    const known = await signIn(account.email, account.password, { totp_code: code }, account.cookies())
    expect(known.status).toBe(200)
  })

  test('cannot have a code emailed for an account whose owner uses an app', async () => {
    const account = await openAccount(app, 'app-only@harbor.example')
    await addTotp(account)
    const asked = await signIn(account.email, account.password)
    const { challenge } = asked.body.details
    const sent = await app.send(null, 'POST', '/auth/second-factor', { challenge, method: 'email' })
    expect(sent).toMatchObject({ status: 422, body: { code: 'refused' } })
  })

  test('makes an emailed code void with five wrong ones', async () => {
    const account = await openAccount(app, 'mailed@harbor.example')
    await app.send(null, 'POST', '/me/factors/email', {}, account.bearer())
    await app.runJobs()
    const code = /\b(\d{6})\b/.exec((await app.mailTo(account.email)).text)?.[1] as string
    const confirm = (given: string) =>
      app.send(null, 'POST', '/me/factors/email/confirm', { code: given }, account.bearer())
    for (let i = 0; i < 5; i++)
      expect((await confirm(String((Number(code) + 1 + i) % 1_000_000).padStart(6, '0'))).status).toBe(400)
    expect((await confirm(code)).status).toBe(400)
  })
})

describe('a person who finds a session open', () => {
  const later = (account: Account) =>
    app.asOwner(
      `update user_sessions set confirmed_at = now() - interval '11 minutes' where user_id = '${account.user_id}'`,
    )

  test.each([
    ['turn off two-step verification', 'DELETE', '/me/factors/totp'],
    ['add a factor of their own', 'POST', '/me/factors/totp'],
    ['make new backup codes', 'POST', '/me/backup-codes'],
    ['connect an account elsewhere', 'POST', '/me/providers/google'],
    ['disconnect one', 'DELETE', '/me/providers/google'],
    ['create an API key', 'POST', '/api-keys'],
  ])('cannot %s without the password', async (_, method, path) => {
    const account = await openAccount(app, `open-${Math.random().toString(36).slice(2)}@harbor.example`)
    await later(account)
    const body =
      method === 'DELETE' ? undefined : path === '/api-keys' ? { name: 'k', scopes: ['documents.read'] } : {}
    const refused = await app.send(null, method, path, body, account.bearer())
    expect(refused).toMatchObject({ status: 403, body: { code: 'reauthentication_required' } })

    const wrong = await app.send(null, 'POST', '/me/confirm', { password: 'not the one' }, account.bearer())
    expect(wrong).toMatchObject({ status: 400, body: { issues: [{ field: 'password' }] } })
    expect((await app.send(null, method, path, body, account.bearer())).status).toBe(403)
    const right = await app.send(
      null,
      'POST',
      '/me/confirm',
      { password: account.password },
      account.bearer(),
    )
    expect(right.status).toBe(204)
    expect((await app.send(null, method, path, body, account.bearer())).body?.code).not.toBe(
      'reauthentication_required',
    )
  })

  test('cannot stop asking owners for two-step verification without the password', async () => {
    const account = await openAccount(app, 'policy@harbor.example')
    await later(account)
    const headers = { ...account.bearer(), 'if-match': '"1"' }
    const refused = await app.send(null, 'PATCH', '/organization', { mfa_required: false }, headers)
    expect(refused.body.code).toBe('reauthentication_required')
    expect((await app.send(null, 'PATCH', '/organization', { name: 'Harbor' }, headers)).status).toBe(200)
  })

  test('guesses the password a few times, and locks out only that session', async () => {
    const account = await openAccount(app, 'guessed@harbor.example')
    await later(account)
    const guess = (password: string) => app.send(null, 'POST', '/me/confirm', { password }, account.bearer())
    for (let i = 0; i < 5; i++) await guess(`a wrong password ${i}`)
    expect((await guess(account.password)).status).toBe(423)
    expect((await signIn(account.email, account.password)).status).toBe(200)
  })

  test('confirms by an emailed code if the account has no password, and not if it has one', async () => {
    const account = await openAccount(app, 'mail-confirm@harbor.example')
    const send = () => app.send(null, 'POST', '/me/confirm/send', { method: 'email' }, account.bearer())
    expect((await send()).status).toBe(422)
    await app.asOwner(`update users set password_hash = null where id = '${account.user_id}'`)
    expect((await send()).status).toBe(202)
    await app.runJobs()
    const code = /\b(\d{6})\b/.exec((await app.mailTo(account.email)).text)?.[1]
    await later(account)
    expect((await app.send(null, 'POST', '/me/confirm', { code }, account.bearer())).status).toBe(204)
  })
})

test('signing in, or failing to, does not disturb a profile that someone is editing', async () => {
  const account = await openAccount(app, 'profile@harbor.example')
  const { etag } = (await app.send(null, 'GET', '/me', undefined, account.bearer())).headers
  await attack(account.email, 2)
  await signIn(account.email, account.password)
  const headers = { ...account.bearer(), 'if-match': String(etag) }
  expect((await app.send(null, 'PATCH', '/me', { first_name: 'Anna' }, headers)).status).toBe(200)
})

import { describe, expect, test } from 'vitest'
import { refreshSession, signOut } from '#domains/identity/sessions/sessions.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { NOWHERE } from '#lib/actor.ts'
import { type Account, cookiesOf, openAccount } from '#testing/accounts.ts'
import { type Answer, testApp } from '#testing/app.ts'

const app = testApp({ TRUST_PROXY: '127.0.0.0/8' })

const me = (access_token: string) =>
  app.send(null, 'GET', '/me', undefined, { authorization: `Bearer ${access_token}` })

const refresh = (account: Account) => app.send(null, 'POST', '/auth/refresh', undefined, account.cookies())

describe('ending sessions also ends those being refreshed at that moment,', () => {
  const newAccount = () => openAccount(app, `race-${Math.random().toString(36).slice(2)}@harbor.example`)
  const ends = async (tokens: (string | undefined)[]) => {
    for (const token of tokens.filter((token) => token !== undefined))
      await expect.poll(async () => (await me(token)).status, { timeout: 1000 }).toBe(401)
  }

  test('when signing out everywhere', async () => {
    for (let round = 0; round < 5; round++) {
      const account = await newAccount()
      const [refreshed, ended] = await Promise.all([
        refresh(account),
        app.send(null, 'DELETE', '/me/sessions', undefined, account.bearer()),
      ])
      expect(ended.status).toBe(204)
      await ends([account.access_token, refreshed.body?.access_token])
    }
  })

  test('when changing the password, which keeps the current session', async () => {
    for (let round = 0; round < 5; round++) {
      const account = await newAccount()
      const { email, password } = account
      const here = (await app.send(null, 'POST', '/auth/sign-in', { email, password })).body.access_token
      const [refreshed, changed] = await Promise.all([
        refresh(account),
        app.send(
          null,
          'POST',
          '/me/password',
          { current_password: password, password: 'copper lantern meadow 77' },
          { authorization: `Bearer ${here}` },
        ),
      ])
      expect(changed.status).toBe(204)
      await ends([account.access_token, refreshed.body?.access_token])
      expect((await me(here)).status).toBe(200)
    }
  })

  test('when a refresh read its token before and writes after', async () => {
    const account = await openAccount(app, 'slow-refresh@harbor.example')
    const { db } = app.infra()
    const now = new Date()
    let entered = () => {}
    const inside = new Promise<void>((resolve) => (entered = resolve))
    let go = () => {}
    const released = new Promise<void>((resolve) => (go = resolve))
    const refreshing = withIdentity(db, NOWHERE, async (tx) => {
      const result = await refreshSession(tx, account.refresh_token(), NOWHERE, now)
      entered()
      await released
      return result
    })
    await inside
    const person = { user_id: account.user_id, session_id: null, mfa_at: null, origin: NOWHERE }
    const ending = withIdentity(db, NOWHERE, (tx) => signOut(tx, person, now))
    go()
    expect('session' in (await refreshing)).toBe(true)
    await ending
    await expect.poll(async () => (await me(account.access_token)).status, { timeout: 1000 }).toBe(401)
    expect(
      await app.query(
        `select 1 from user_sessions where user_id = '${account.user_id}' and revoked_at is null and rotated_at is null`,
      ),
    ).toEqual([])
  })
})

test('a page that was reloaded while it refreshed is one session in the list', async () => {
  const account = await openAccount(app, 'reloaded@harbor.example')
  const first = await refresh(account)
  const second = await refresh(account)
  expect([first.status, second.status]).toEqual([200, 200])
  const bearer = { authorization: `Bearer ${second.body.access_token}` }
  const { body } = await app.send(null, 'GET', '/me/sessions', undefined, bearer)
  const sessions = body.items as { id: string; current: boolean }[]
  expect(sessions.filter(({ current }) => current)).toHaveLength(1)
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length)
})

test('a refresh token that was exchanged several times at once leaves one line: a second party shows itself', async () => {
  const account = await openAccount(app, 'several-lines@harbor.example')
  const first = account.cookies()
  const send = (cookies: Record<string, string>) =>
    app.send(null, 'POST', '/auth/refresh', undefined, cookies)
  const cookiesFrom = (answer: Answer) => {
    const set = cookiesOf(answer.headers)
    return {
      cookie: Object.entries(set)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
      'x-csrf-token': set.deedline_csrf ?? first['x-csrf-token'],
    }
  }
  const [browser, thief] = (await Promise.all([send(first), send(first)])) as [Answer, Answer]
  expect([browser.status, thief.status]).toEqual([200, 200])
  expect((await send(cookiesFrom(browser))).status).toBe(200)
  await app.asOwner(
    `update user_sessions set rotated_at = rotated_at - interval '11 seconds'
      where user_id = '${account.user_id}' and rotated_at is not null`,
  )
  expect((await send(cookiesFrom(thief))).status).toBe(401)
  expect((await app.send(null, 'GET', '/me', undefined, account.bearer())).status).toBe(401)
})

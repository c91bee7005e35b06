import { afterAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { browse, startOidcProvider } from '#testing/oidc-provider.ts'

const BASE = 'http://127.0.0.1:9'
const settings: Record<string, string> = {
  BASE_URL: BASE,
  GOOGLE_CLIENT_ID: 'deedline',
  GOOGLE_CLIENT_SECRET: 'a secret of the tests',
  MICROSOFT_CLIENT_ID: 'deedline',
  MICROSOFT_CLIENT_SECRET: 'a secret of the tests',
}
const google = await startOidcProvider(
  'deedline',
  'a secret of the tests',
  `${BASE}/api/v1/auth/oidc/google/callback`,
)
const microsoft = await startOidcProvider(
  'deedline',
  'a secret of the tests',
  `${BASE}/api/v1/auth/oidc/microsoft/callback`,
)
settings.GOOGLE_ISSUER = google.issuer
settings.MICROSOFT_ISSUER = microsoft.issuer
const app = testApp(settings)

afterAll(async () => {
  await google.close()
  await microsoft.close()
})

const cookieOf = (headers: Record<string, unknown>, name: string) =>
  [headers['set-cookie']]
    .flat()
    .map(String)
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.split(';')[0] ?? ''

/** Starts here, signs in there, and comes back with what a browser would bring. */
async function signInBy(provider: string, query = ''): Promise<{ path: string; cookie: string }> {
  const started = await app.send(null, 'GET', `/auth/oidc/${provider}/start${query}`)
  expect(started.status).toBe(302)
  const back = await browse(String(started.headers.location), BASE)
  return { path: back.slice(BASE.length), cookie: cookieOf(started.headers, 'deedline_oidc') }
}

async function comeBack({ path, cookie }: { path: string; cookie: string }) {
  const answer = await app.send(null, 'GET', path, undefined, { cookie })
  return {
    ...answer,
    location: decodeURIComponent(String(answer.headers.location)),
    refresh: cookieOf(answer.headers, 'deedline_refresh'),
  }
}

const account = (email: string, sub = email, email_verified = true) => ({
  sub,
  email,
  email_verified,
  given_name: 'Greta',
  family_name: 'Gold',
})

test('a new person signs in with Google, and owns an organization of their own', async () => {
  google.signInAs(account('greta@gold.example'))
  const answer = await comeBack(await signInBy('google'))
  expect(answer).toMatchObject({ status: 302, location: `${BASE}/` })
  expect(answer.refresh).not.toBe('')
  google.signInAs(account('greta@gold.example'))
  expect((await comeBack(await signInBy('google'))).location).toBe(`${BASE}/`)
  const people = await app.query(`select email, password_hash from users where email = 'greta@gold.example'`)
  expect(people).toEqual([{ email: 'greta@gold.example', password_hash: null }])
})

test('a response with another state, another browser or another provider is refused', async () => {
  google.signInAs(account('mixed@up.example'))
  const good = await signInBy('google')
  const refused = async (attempt: { path: string; cookie: string }) => {
    const answer = await comeBack(attempt)
    expect(answer.location).toContain('/sign-in#error=')
    expect(answer.refresh).toBe('')
  }
  await refused({ ...good, cookie: '' })
  await refused({ ...good, path: good.path.replace(/state=[^&]+/, 'state=forged') })
  const other = await signInBy('google')
  await refused({ path: good.path, cookie: other.cookie })
  await refused({ path: good.path.replace('/google/', '/microsoft/'), cookie: good.cookie })
  microsoft.signInAs(account('mixed@up.example'))
  const mixed = await signInBy('microsoft')
  await refused({ path: mixed.path.replace('/microsoft/', '/google/'), cookie: good.cookie })
})

test('an address that the provider does not verify opens no one’s account', async () => {
  const victim = await app.newPerson('owner')
  microsoft.signInAs(account(victim.email, 'attacker'))
  const answer = await comeBack(await signInBy('microsoft'))
  expect(answer.location).toContain('Sign in with its password')
  google.signInAs(account(victim.email, 'attacker', false))
  expect((await comeBack(await signInBy('google'))).refresh).toBe('')
})

test('a provider is connected by a signed-in person, and cannot be disconnected when it is the only way to sign in', async () => {
  const person = await app.newPerson('agent')
  const started = await app.send(person, 'POST', '/me/providers/google', {})
  google.signInAs(account('private@mail.example'))
  const path = (await browse(started.body.url, BASE)).slice(BASE.length)
  const back = await comeBack({ path, cookie: cookieOf(started.headers, 'deedline_oidc') })
  expect(back.location).toBe(`${BASE}/settings/security#connected=google`)
  expect((await app.send(person, 'GET', '/me/providers')).body).toMatchObject({
    items: [{ provider: 'google', email: 'private@mail.example', last_used_at: null }],
    has_password: false,
  })
  await comeBack(await signInBy('google'))
  const { body } = await app.send(person, 'GET', '/me/providers')
  expect(body.items[0].last_used_at).toEqual(expect.any(String))
  expect(await app.send(person, 'DELETE', '/me/providers/google')).toMatchObject({ status: 422 })
  const audit = await app.query(
    `select name from events where name = 'identity.provider_connected' and user_id = '${person.user_id}'`,
  )
  expect(audit).toHaveLength(1)
})

test('a person who wanted a page returns to it, and to nowhere outside our own', async () => {
  google.signInAs(account('greta@gold.example'))
  const wanted = await comeBack(await signInBy('google', '?next=/documents%3Fq=escrow'))
  expect(wanted.location).toBe(`${BASE}/documents?q=escrow`)
  const away = await app.send(null, 'GET', '/auth/oidc/google/start?next=https://evil.example')
  expect(away.status).toBe(400)
})

test('a person who declines at the provider returns to where they started, with a message', async () => {
  google.signInAs(account('shy@gold.example'))
  google.deny()
  const answer = await comeBack(await signInBy('google', '?next=/documents'))
  expect(answer.location).toContain('/sign-in?next=/documents#error=You did not let Google')
  const person = await app.newPerson('agent')
  const started = await app.send(person, 'POST', '/me/providers/google', {})
  const path = (await browse(started.body.url, BASE)).slice(BASE.length)
  const back = await comeBack({ path, cookie: cookieOf(started.headers, 'deedline_oidc') })
  expect(back.location).toContain('/settings/security#error=You did not let Google')
})

test('an administrator sees which providers are on and what turns them on; an agent does not', async () => {
  const [owner, agent] = [await app.newPerson('owner'), await app.newPerson('agent')]
  expect((await app.send(owner, 'GET', '/organization/providers')).body.items[0]).toEqual({
    provider: 'google',
    label: 'Google',
    on: true,
    issuer: google.issuer,
    redirect_uri: `${BASE}/api/v1/auth/oidc/google/callback`,
    settings: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  })
  expect((await app.send(agent, 'GET', '/organization/providers')).status).toBe(403)
})

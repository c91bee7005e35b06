import { createHash, randomBytes } from 'node:crypto'
import type { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

export const REDIRECT = 'https://agent.example/callback'
type App = ReturnType<typeof testApp>

/** What an app sends its member to Deedline with, and what it keeps to exchange the code. */
export async function askFor(app: App, { name = 'Claude', redirect_uri = REDIRECT, more = {} } = {}) {
  const registration = { client_name: name, redirect_uris: [redirect_uri] }
  // From an address of its own, where the app under test believes its proxy: registrations are few from one.
  const from = { 'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 255)}` }
  const { client_id } = (await app.send(null, 'POST', '/oauth/register', registration, from)).body
  const code_verifier = randomBytes(32).toString('base64url')
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url')
  const request = {
    client_id,
    redirect_uri,
    code_challenge,
    code_challenge_method: 'S256',
    state: 'kept',
    ...more,
  }
  return { request, code_verifier }
}

/** As the token endpoint takes it. */
export function exchange(app: App, body: Record<string, string>, path = '/oauth/token') {
  return app.send(null, 'POST', path, new URLSearchParams(body).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
}

/** Connects an app as the member does it, and fetches its first tokens. */
export async function connectApp(app: App, person: TestPerson, access: 'read' | 'write', name?: string) {
  const { request, code_verifier } = await askFor(app, name === undefined ? {} : { name })
  const { body } = await app.send(person, 'POST', '/connected-apps', { ...request, access })
  const { client_id, redirect_uri } = request
  const code = new URL(body.redirect_url).searchParams.get('code') ?? ''
  const given = { grant_type: 'authorization_code', code, client_id, redirect_uri, code_verifier }
  const tokens = (await exchange(app, given)).body as { access_token: string; refresh_token: string }
  return { ...tokens, given, client_id }
}

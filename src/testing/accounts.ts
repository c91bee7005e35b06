import type { testApp } from '#testing/app.ts'

export type Account = Awaited<ReturnType<typeof openAccount>>

/** The cookies that an answer set, by name. */
export function cookiesOf(headers: Record<string, unknown>): Record<string, string> {
  const set = [headers['set-cookie']].flat().filter(Boolean).map(String)
  return Object.fromEntries(set.map((line) => (line.split(';')[0] as string).split('=') as [string, string]))
}

/** An account with a password, opened and signed in the way that a person does it, with its browser's cookies. */
export async function openAccount(app: ReturnType<typeof testApp>, email: string) {
  const password = 'walnut harbor sextant 41'
  const names = { first_name: 'Ana', last_name: 'Agent', organization_name: 'Harbor Realty' }
  // From an address of its own, where the app under test believes its proxy: sign-ups are few from one.
  const from = {
    'x-forwarded-for': `203.0.${Math.floor(Math.random() * 255)}.${Math.floor(Math.random() * 255)}`,
  }
  await app.send(null, 'POST', '/auth/sign-up', { email, password, ...names }, from)
  await app.runJobs()
  const token = /verify-email#(\S+)/.exec((await app.mailTo(email)).text)?.[1]
  await app.send(null, 'POST', '/auth/verify-email', { token }, from)
  const signedIn = await app.send(null, 'POST', '/auth/sign-in', { email, password }, from)
  let jar = cookiesOf(signedIn.headers)
  const access_token = String(signedIn.body.access_token)
  return {
    email,
    password,
    access_token,
    user_id: String(signedIn.body.user.id),
    bearer: () => ({ authorization: `Bearer ${access_token}` }),
    refresh_token: () => jar.deedline_refresh ?? '',
    /** What the browser sends along; `keep` takes what an answer has set. */
    cookies: () => ({
      cookie: Object.entries(jar)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
      'x-csrf-token': jar.deedline_csrf ?? '',
    }),
    keep: (headers: Record<string, unknown>) => {
      jar = { ...jar, ...cookiesOf(headers) }
    },
  }
}

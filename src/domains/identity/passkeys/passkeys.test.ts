import { describe, expect, test } from 'vitest'
import { hashPassword } from '#infra/secrets.ts'
import { testApp } from '#testing/app.ts'
import { createAuthenticator, type Twist } from '#testing/authenticator.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '100000', RATE_LIMIT_PER_ADDRESS: '100000' })
const PASSWORD = 'walnut harbor sextant 41'
const REFUSED = 'This passkey couldn’t be verified. Try again, or sign in another way.'

type Authenticator = ReturnType<typeof createAuthenticator>
const newAuthenticator = () => createAuthenticator(app.infra().config.BASE_URL)
const optionsOf = async (person: TestPerson | null, path: string, body?: object) =>
  (await app.send(person, 'POST', path, body)).body.options as {
    challenge: string
    allowCredentials?: { id: string }[]
  }

async function add(person: TestPerson, authenticator: Authenticator, twist: Twist = {}) {
  const credential = authenticator.create(await optionsOf(person, '/me/passkeys/options'), twist)
  return app.send(person, 'POST', '/me/passkeys', { name: 'Laptop', credential })
}

async function personWithPasskey() {
  const [person, authenticator] = [await app.newPerson('agent'), newAuthenticator()]
  return { person, authenticator, added: await add(person, authenticator) }
}

const signIn = (credential: object, challenge?: string) =>
  app.send(null, 'POST', '/auth/passkey', { credential, ...(challenge && { challenge }) })
const signInOptions = (challenge?: string) =>
  optionsOf(null, '/auth/passkey/options', challenge ? { challenge } : {})
const isOn = async (person: TestPerson) => (await app.send(person, 'GET', '/me')).body.user.mfa_enabled

describe('a passkey', () => {
  test('is added, counts as two-step verification and brings backup codes, and signs its person in', async () => {
    const { person, authenticator, added } = await personWithPasskey()
    expect([added.status, added.body.passkey.name, added.body.backup_codes.length]).toEqual([
      201,
      'Laptop',
      10,
    ])
    expect(await isOn(person)).toBe(true)
    expect((await add(person, newAuthenticator())).body.backup_codes).toBeNull()

    const options = await signInOptions()
    expect(options.allowCredentials ?? []).toEqual([]) // nothing says whose passkeys there are
    const signed = await signIn(authenticator.get(options))
    expect([signed.status, signed.body.user.email]).toEqual([200, person.email])
    expect(String(signed.headers['set-cookie'])).toContain('deedline_refresh')
    const { items } = (await app.send(person, 'GET', '/me/passkeys')).body
    expect(items[0].last_used_at).not.toBeNull()
  })

  test('answers a challenge once, and only one of ours', async () => {
    const { authenticator } = await personWithPasskey()
    const options = await signInOptions()
    const answer = authenticator.get(options)
    expect((await signIn(answer)).status).toBe(200)
    for (const credential of [answer, authenticator.get(options), authenticator.get({ challenge: 'AAAA' })])
      expect(await signIn(credential).then(({ status, body }) => [status, body.detail])).toEqual([
        401,
        REFUSED,
      ])

    const [one, two] = await signInOptions().then((open) =>
      Promise.all([signIn(authenticator.get(open)), signIn(authenticator.get(open))]),
    )
    expect([one?.status, two?.status].sort()).toEqual([200, 401])
  })

  test.each([
    { what: 'another origin', twist: { origin: 'https://deedline.example.evil' } },
    { what: 'another host', twist: { rp_id: 'evil.example' } },
    { what: 'no PIN or biometrics', twist: { verified: false } },
  ])('is refused with $what, when it is added and when it is used', async ({ twist }) => {
    const { person, authenticator } = await personWithPasskey()
    expect((await signIn(authenticator.get(await signInOptions(), twist))).status).toBe(401)
    const refused = await add(person, newAuthenticator(), twist)
    expect([refused.status, refused.body.detail]).toEqual([
      422,
      'The passkey couldn’t be verified. Add it again.',
    ])
  })

  test('that was copied is noticed by its counter', async () => {
    const { authenticator } = await personWithPasskey()
    expect((await signIn(authenticator.get(await signInOptions(), { counter: 9 }))).status).toBe(200)
    expect((await signIn(authenticator.get(await signInOptions(), { counter: 5 }))).status).toBe(401)
  })

  test('that nobody has is refused like one that signs wrongly', async () => {
    const { authenticator } = await personWithPasskey()
    const unknown = await signIn(newAuthenticator().get(await signInOptions()))
    const forged = {
      ...newAuthenticator().get(await signInOptions()),
      id: authenticator.id,
      rawId: authenticator.id,
    }
    const wrong = await signIn(forged)
    expect([unknown.status, unknown.body.detail]).toEqual([wrong.status, wrong.body.detail])
    expect(unknown.body.detail).toBe(REFUSED)
  })

  test('of a disabled account signs nobody in', async () => {
    const { person, authenticator } = await personWithPasskey()
    await app.asOwner(
      'set role deedline_worker',
      `update users set status = 'suspended' where id = '${person.user_id}'`,
    )
    expect((await signIn(authenticator.get(await signInOptions()))).status).toBe(403)
  })
})

describe('after the password', () => {
  async function withPassword() {
    const made = await personWithPasskey()
    const hash = await hashPassword(PASSWORD)
    await app.asOwner(
      'set role deedline_worker',
      `update users set password_hash = '${hash}' where id = '${made.person.user_id}'`,
    )
    const asked = await app.send(null, 'POST', '/auth/sign-in', {
      email: made.person.email,
      password: PASSWORD,
    })
    return { ...made, asked, challenge: asked.body.details.challenge as string }
  }

  test('a passkey is the second step, of the same person only', async () => {
    const { person, authenticator, asked, challenge } = await withPassword()
    expect([asked.status, asked.body.code]).toEqual([401, 'second_factor_required'])
    expect(asked.body.details.methods).toEqual(['passkey', 'backup_code'])

    const other = await personWithPasskey()
    const stolen = other.authenticator.get(await signInOptions(challenge))
    expect(await signIn(stolen, challenge).then(({ status, body }) => [status, body.detail])).toEqual([
      401,
      REFUSED,
    ])

    const options = await signInOptions(challenge)
    expect(options.allowCredentials?.map(({ id }) => id)).toEqual([authenticator.id])
    const answer = authenticator.get(options)
    expect((await signIn(answer)).status).toBe(401) // not as a sign-in by the passkey alone
    const signed = await signIn(authenticator.get(await signInOptions(challenge)), challenge)
    expect([signed.status, signed.body.user.email]).toEqual([200, person.email])
  })
})

describe('its person', () => {
  test('confirms with it who they are', async () => {
    const { person, authenticator } = await personWithPasskey()
    await app.asOwner(
      'set role deedline_worker',
      `update user_sessions set confirmed_at = null where user_id = '${person.user_id}'`,
    )
    const remove = async () => {
      const { items } = (await app.send(person, 'GET', '/me/passkeys')).body
      return app.send(person, 'DELETE', `/me/passkeys/${items[0].id}`)
    }
    expect((await remove()).body.code).toBe('reauthentication_required')
    expect((await app.send(person, 'GET', '/me/confirm')).body.methods).toContain('passkey')

    const other = (await personWithPasskey()).authenticator
    const wrong = other.get(await optionsOf(person, '/me/confirm/passkey/options'))
    expect((await app.send(person, 'POST', '/me/confirm/passkey', { credential: wrong })).status).toBe(400)
    const right = authenticator.get(await optionsOf(person, '/me/confirm/passkey/options'))
    expect((await app.send(person, 'POST', '/me/confirm/passkey', { credential: right })).status).toBe(204)
    expect((await remove()).status).toBe(204)
  })

  test('renames and removes it, and nobody else does; with the last one, two-step verification is off', async () => {
    const { person, authenticator, added } = await personWithPasskey()
    const path = `/me/passkeys/${added.body.passkey.id}`
    const stranger = await app.newPerson('owner')
    expect((await app.send(stranger, 'PATCH', path, { name: 'Mine' })).status).toBe(404)
    expect((await app.send(stranger, 'DELETE', path)).status).toBe(404)
    expect((await app.send(person, 'PATCH', path, { name: 'Phone' })).body.name).toBe('Phone')
    expect((await app.send(stranger, 'GET', '/me/passkeys')).body.items).toEqual([])

    expect((await app.send(person, 'DELETE', path)).status).toBe(204)
    expect(await isOn(person)).toBe(false)
    expect((await signIn(authenticator.get(await signInOptions()))).status).toBe(401)
  })
})

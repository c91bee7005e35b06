import { describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()

const png = (text: string) =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(text)]).toString('base64')
const show = (url: string) => app.send(null, 'GET', url)

describe('a photo', () => {
  test('is set by its person, seen by clients without an account, and gone once it is replaced', async () => {
    const agent = await app.newPerson('agent')
    const first = (await app.send(agent, 'PUT', '/me/photo', { data: png('one') })).body
    expect(first.avatar_url).toMatch(/^\/api\/v1\/images\/[0-9a-f-]{36}_[0-9a-f]{32}\.png$/)
    const seen = await show(first.avatar_url)
    expect([seen.status, seen.headers['content-type'], seen.raw.toString('base64')]).toEqual([
      200,
      'image/png',
      png('one'),
    ])
    expect(seen.headers['content-security-policy']).toContain('sandbox')

    const second = (await app.send(agent, 'PUT', '/me/photo', { data: png('two') })).body
    expect(await show(first.avatar_url).then(({ status }) => status)).toBe(404)
    expect((await app.send(agent, 'GET', '/me')).body.user.avatar_url).toBe(second.avatar_url)

    expect((await app.send(agent, 'DELETE', '/me/photo')).body.avatar_url).toBeNull()
    expect((await show(second.avatar_url)).status).toBe(404)
  })

  test('is a PNG, JPEG or WebP picture of at most 1 MB, whatever it is called', async () => {
    const agent = await app.newPerson('agent')
    const set = async (data: string) => (await app.send(agent, 'PUT', '/me/photo', { data })).status
    expect(await set(Buffer.from('<svg onload="alert(1)"/>').toString('base64'))).toBe(415)
    expect(await set('no base64 at all!')).toBe(400)
    expect(await set(png('x'.repeat(1_100_000)))).toBe(413)
    expect(await set('')).toBe(400)
    for (const name of ['..%2f..%2fsecret', 'photo.png'])
      expect((await show(`/images/${name}`)).status).toBe(400)
  })
})

describe('a logo', () => {
  test('is set by administrators only, and stands in the session of every member', async () => {
    const owner = await app.newPerson('owner')
    const [agent, stranger] = [await app.newPerson('agent', owner), await app.newPerson('owner')]
    expect((await app.send(agent, 'PUT', '/organization/logo', { data: png('agent') })).status).toBe(403)
    const theirs = (await app.send(stranger, 'PUT', '/organization/logo', { data: png('same') })).body
      .logo_url
    const ours = (await app.send(owner, 'PUT', '/organization/logo', { data: png('same') })).body.logo_url
    expect(ours).not.toBe(theirs)
    expect((await app.send(agent, 'GET', '/me')).body.organizations[0].logo_url).toBe(ours)
    expect((await app.send(owner, 'GET', '/organization')).body.logo_url).toBe(ours)

    await app.send(owner, 'DELETE', '/organization/logo')
    expect((await show(ours)).status).toBe(404)
    expect((await show(theirs)).status).toBe(200)
  })
})

test('license numbers are part of the profile', async () => {
  const agent = await app.newPerson('agent')
  const { version } = (await app.send(agent, 'GET', '/me')).body.user
  const license_numbers = ['CA DRE 01234567', 'NV S.0123456']
  const { status, body } = await app.send(
    agent,
    'PATCH',
    '/me',
    { license_numbers },
    { 'if-match': `"${version}"` },
  )
  expect([status, body.license_numbers]).toEqual([200, license_numbers])
})

import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()

/** A real picture of one color, with transparency unless it is said otherwise. */
const picture = (color: string, size = 40, channels: 3 | 4 = 4) =>
  sharp({ create: { width: size, height: size, channels, background: color } })
const png = async (color: string) => (await picture(color).png().toBuffer()).toString('base64')
const show = (url: string) => app.send(null, 'GET', url)

describe('a photo', () => {
  test('is set by its person, seen by clients without an account, and gone once it is replaced', async () => {
    const agent = await app.newPerson('agent')
    const first = (await app.send(agent, 'PUT', '/me/photo', { data: await png('red') })).body
    expect(first.avatar_url).toMatch(/^\/api\/v1\/images\/[0-9a-f-]{36}_[0-9a-f]{32}\.png$/)
    const seen = await show(first.avatar_url)
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'image/png'])
    expect(await sharp(seen.raw).metadata()).toMatchObject({ format: 'png', width: 40, height: 40 })
    expect(seen.headers['content-security-policy']).toContain('sandbox')

    const second = (await app.send(agent, 'PUT', '/me/photo', { data: await png('blue') })).body
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
    expect(await set(Buffer.alloc(1_100_000).toString('base64'))).toBe(413)
    expect(await set(Buffer.from('89504e470d0a1a0a<script>', 'latin1').toString('base64'))).toBe(415)
    expect(await set('')).toBe(400)
    for (const name of ['..%2f..%2fsecret', 'photo.png'])
      expect((await show(`/images/${name}`)).status).toBe(404)
  })
})

test('a picture is drawn again: smaller, without what a camera wrote into it, and never a flood of pixels', async () => {
  const agent = await app.newPerson('agent')
  const set = async (bytes: Buffer) => app.send(agent, 'PUT', '/me/photo', { data: bytes.toString('base64') })
  const withPlace = await picture('teal', 1500, 3)
    .withExif({ IFD0: { Copyright: 'taken at 33.4484 N' } })
    .jpeg()
    .toBuffer()
  expect(withPlace.includes('33.4484')).toBe(true)
  const { raw } = await show((await set(withPlace)).body.avatar_url)
  expect(raw.includes('33.4484')).toBe(false)
  expect(await sharp(raw).metadata()).toMatchObject({ format: 'jpeg', width: 1024, height: 1024 })

  const flood = await picture('white', 6000, 3).png({ compressionLevel: 9 }).toBuffer()
  expect((await set(flood)).status).toBe(415)
})

describe('a logo', () => {
  test('is set by administrators only, and stands in the session of every member', async () => {
    const owner = await app.newPerson('owner')
    const [agent, stranger] = [await app.newPerson('agent', owner), await app.newPerson('owner')]
    expect((await app.send(agent, 'PUT', '/organization/logo', { data: await png('red') })).status).toBe(403)
    const theirs = (await app.send(stranger, 'PUT', '/organization/logo', { data: await png('green') })).body
      .logo_url
    const ours = (await app.send(owner, 'PUT', '/organization/logo', { data: await png('green') })).body
      .logo_url
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

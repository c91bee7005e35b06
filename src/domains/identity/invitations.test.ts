import { describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()

describe('an address that is invited again', () => {
  test('is reported as already invited, or as a member', async () => {
    const owner = await app.newPerson('owner')
    const member = await app.newPerson('agent', owner)
    const invite = (email: string) => app.send(owner, 'POST', '/invitations', { email, role: 'agent' })
    expect((await invite('twice@example.com')).status).toBe(201)
    expect(await invite('twice@example.com')).toMatchObject({
      status: 409,
      body: { detail: 'twice@example.com is already invited. Resend the invitation or revoke it.' },
    })
    expect(await invite(member.email)).toMatchObject({
      status: 409,
      body: { detail: `${member.email} is already a member.` },
    })
  })

  test('gets a new invitation if the old one has expired, because no list shows that one', async () => {
    const owner = await app.newPerson('owner')
    const email = 'late@example.com'
    const { body } = await app.send(owner, 'POST', '/invitations', { email, role: 'viewer' })
    await app.query(`update invitations set expires_at = now() - interval '1 day' where id = '${body.id}'`)
    expect((await app.send(owner, 'GET', '/invitations')).body.items).toEqual([])

    const again = await app.send(owner, 'POST', '/invitations', { email, role: 'agent' })
    expect(again.status).toBe(201)
    expect(Date.parse(again.body.expires_at)).toBeGreaterThan(Date.now())
    expect((await app.send(owner, 'GET', '/invitations')).body.items).toMatchObject([
      { email, role: 'agent' },
    ])
  })
})

describe('an invitation that is resent', () => {
  test('comes by email with a new link and its full time', async () => {
    const owner = await app.newPerson('owner')
    const { body } = await app.send(owner, 'POST', '/invitations', {
      email: 'again@example.com',
      role: 'agent',
    })
    await app.runJobs()
    await app.query(`update invitations set expires_at = now() + interval '1 day' where id = '${body.id}'`)
    const [before] = await app.query(`select token_hash from invitations where id = '${body.id}'`)

    const resent = await app.send(owner, 'POST', `/invitations/${body.id}/resend`)
    expect(resent.status).toBe(200)
    expect(Date.parse(resent.body.expires_at)).toBeGreaterThan(Date.now() + 13 * 86_400_000)
    await app.runJobs()
    const [after] = await app.query(`select token_hash from invitations where id = '${body.id}'`)
    expect(after).not.toEqual(before)
    const { items } = (await app.send(owner, 'GET', '/audit')).body
    expect(items.map(({ name }: { name: string }) => name)).toContain('identity.invitation_resent')
  })

  test('is not found by a stranger, nor once it is revoked', async () => {
    const [owner, stranger] = [await app.newPerson('owner'), await app.newPerson('owner')]
    const { body } = await app.send(owner, 'POST', '/invitations', {
      email: 'gone@example.com',
      role: 'agent',
    })
    const path = `/invitations/${body.id}/resend`
    expect((await app.send(stranger, 'POST', path)).status).toBe(404)
    await app.send(owner, 'DELETE', `/invitations/${body.id}`)
    expect((await app.send(owner, 'POST', path)).status).toBe(404)
  })
})

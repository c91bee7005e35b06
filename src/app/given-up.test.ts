import { expect, test } from 'vitest'
import { jobs } from '#app/domains.ts'
import { taskList } from '#infra/jobs/tasks.ts'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'

/** No mail server listens there, so every mail fails, as with one that is down for days. */
const app = testApp({ SMTP_URL: 'smtp://127.0.0.1:9' })

/** Runs the waiting job of this name as its last try. */
async function lastTry(name: string): Promise<void> {
  const rows = await app.query(
    `select p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
      where j.task_identifier = '${name}'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { payload } of rows) {
    const run = taskList(app.infra(), jobs)[name] as (payload: unknown, helpers: unknown) => Promise<void>
    await expect(run(payload, { job: { attempts: 8, max_attempts: 8 } })).rejects.toThrow()
  }
}

test('a request whose email cannot be delivered shows that to the person who created it, and it is recorded', async () => {
  const owner = await app.newPerson('owner')
  const body = { requested_from_email: 'client@example.com', title: 'Tax return' }
  const { id } = (await app.send(owner, 'POST', '/document-requests', body)).body
  await lastTry('documents.mail_request')

  const [request] = (await app.send(owner, 'GET', '/document-requests')).body.items
  expect(request).toMatchObject({ id, mail_failed_at: expect.any(String) })
  const { items } = (await app.send(owner, 'GET', '/audit')).body
  expect(items).toContainEqual(
    expect.objectContaining({ name: 'documents.request_mail_failed', payload: { to: 'client@example.com' } }),
  )
})

test('a link whose email cannot be delivered shows that on the share, and it is recorded', async () => {
  const owner = await app.newPerson('owner')
  const { payload, headers } = form(Buffer.from('A note'), 'note.txt')
  const { id } = (await app.send(owner, 'POST', '/documents', payload, headers)).body
  await app.send(owner, 'POST', `/documents/${id}/shares`, { email: 'buyer@example.com' })
  await lastTry('documents.mail_share')

  const [share] = (await app.send(owner, 'GET', `/documents/${id}/shares`)).body.items
  expect(share).toMatchObject({ mail_failed_at: expect.any(String) })
  const { items } = (await app.send(owner, 'GET', '/audit')).body
  expect(items.map((fact: { name: string }) => fact.name)).toContain('documents.share_mail_failed')
})

test('an invitation whose email cannot be delivered shows that to those who manage members, and it is recorded', async () => {
  const owner = await app.newPerson('owner')
  await app.send(owner, 'POST', '/invitations', { email: 'new@example.com', role: 'agent' })
  await lastTry('identity.mail_invitation')

  const [invitation] = (await app.send(owner, 'GET', '/invitations')).body.items
  expect(invitation).toMatchObject({ mail_failed_at: expect.any(String) })
  const { items } = (await app.send(owner, 'GET', '/audit')).body
  expect(items.map((fact: { name: string }) => fact.name)).toContain('identity.invitation_mail_failed')
})

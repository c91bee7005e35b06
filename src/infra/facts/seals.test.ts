import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findAnchor, listAnchored, openAnchor, saveAnchor } from '#infra/facts/anchors.ts'
import { fact, publish } from '#infra/facts/events.ts'
import { resumeSealing, type Sealed, sealFacts, verifyChain } from '#infra/facts/seals.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { testApp } from '#testing/app.ts'
import { SECRET } from '#testing/secret.ts'

const app = testApp()
const happened = fact('test.happened', 'thing', 'Happened', z.object({ n: z.number() }))

describe('the seals', () => {
  async function sealedOrganization(): Promise<{ organization_id: string; ids: string[] }> {
    const { organization_id } = await app.newPerson('owner')
    const ids: string[] = []
    for (let batch = 0; batch < 3; batch++) {
      await withActor(app.infra().db, systemActor(organization_id), async (tx) => {
        for (let n = 0; n < 4; n++) ids.push(await publish(tx, organization_id, happened, newId(), { n }))
      })
      await expect
        .poll(async () => {
          await seal()
          return (await verify(organization_id)).unsealed
        })
        .toBe(0)
    }
    return { organization_id, ids }
  }
  const verify = (organization_id: string, known?: Parameters<typeof verifyChain>[3]) =>
    withWorker(app.infra().worker, (tx) => verifyChain(tx, SECRET, organization_id, known))

  async function seal(): Promise<Sealed> {
    const { files, worker, now } = app.infra()
    const sealed = await withWorker(worker, (tx) =>
      sealFacts(tx, SECRET, (id) => findAnchor(files, SECRET, id)),
    )
    for (const head of sealed.heads) await saveAnchor(files, SECRET, head, now())
    return sealed
  }
  const verifyAnchored = async (organization_id: string) =>
    verify(organization_id, await findAnchor(app.infra().files, SECRET, organization_id))
  const setCursorBack = `update feed_cursors set xid = '0', id = '00000000-0000-0000-0000-000000000000' where name = 'seals'`

  test('of untouched facts are valid', async () => {
    const { organization_id } = await sealedOrganization()
    expect(await verify(organization_id)).toMatchObject({ sealed: 12, unsealed: 0, intact: true })
  })

  test.each([
    ['an edit', (id: string) => [`update events set payload = '{"n": 99}' where id = '${id}'`]],
    ['a deletion', (id: string) => [`delete from events where id = '${id}'`]],
    [
      'a new time',
      (id: string) => [`update events set created_at = created_at + interval '1 second' where id = '${id}'`],
    ],
    ['another person', (id: string) => [`update events set user_id = uuidv7() where id = '${id}'`]],
  ])('find %s and name the fact', async (_, tamper) => {
    const { organization_id, ids } = await sealedOrganization()
    const id = ids[6] as string
    await app.asOwner(...tamper(id))
    expect(await verify(organization_id)).toMatchObject({ intact: false, event_id: id, sealed: 6 })
  })

  test('find a fact that was inserted behind their back', async () => {
    const { organization_id } = await sealedOrganization()
    const id = newId()
    await app.asOwner(
      `insert into events (organization_id, id, xid, name, subject_type, subject_id, payload)
       select organization_id, '${id}', xid, name, subject_type, subject_id, payload from events
        where organization_id = '${organization_id}' order by xid, id limit 1`,
      `update feed_cursors set id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' where name = 'seals'`,
    )
    expect(await verify(organization_id)).toMatchObject({ intact: false, event_id: id })
  })

  test('find two facts that swapped places', async () => {
    const { organization_id, ids } = await sealedOrganization()
    await app.asOwner(
      `update event_seals set event_ids = array_replace(array_replace(array_replace(event_ids,
         '${ids[1]}', '00000000-0000-0000-0000-000000000001'), '${ids[2]}', '${ids[1]}'), '00000000-0000-0000-0000-000000000001', '${ids[2]}')
        where organization_id = '${organization_id}'`,
    )
    expect(await verify(organization_id)).toMatchObject({ intact: false, event_id: ids[2] })
  })

  test('that were cut off at the end, facts and all, are noticed by anyone who has the head', async () => {
    const { organization_id } = await sealedOrganization()
    const { head } = await verify(organization_id)
    await app.asOwner(
      `delete from events e using event_seals s where s.organization_id = '${organization_id}' and e.organization_id = s.organization_id
          and s.position > 1 and e.id = any(s.event_ids)`,
      `delete from event_seals where organization_id = '${organization_id}' and position > 1`,
    )
    expect(await verify(organization_id)).toMatchObject({ intact: true })
    expect(await verify(organization_id, { organization_id, position: 12, hash: head })).toMatchObject({
      intact: false,
    })
  })

  test('are not created again over a changed fact, when the newest seal is deleted and the cursor set back', async () => {
    const { organization_id, ids } = await sealedOrganization()
    await app.asOwner(
      `delete from event_seals where organization_id = '${organization_id}' and position > 8`,
      `update events set payload = '{"n": 99}' where id = '${ids.at(-1)}'`,
      setCursorBack,
    )
    expect((await seal()).broken).toContain(organization_id)
    expect(await verifyAnchored(organization_id)).toMatchObject({ intact: false })
    await withActor(app.infra().db, systemActor(organization_id), (tx) =>
      publish(tx, organization_id, happened, newId(), { n: 13 }),
    )
    await seal()
    expect(await verifyAnchored(organization_id)).toMatchObject({ intact: false })
  })

  test('continue after a restored backup, over what was written in between, once someone confirms it', async () => {
    const { organization_id } = await sealedOrganization()
    await app.asOwner(
      `delete from events e using event_seals s where s.organization_id = '${organization_id}'
          and e.organization_id = s.organization_id and s.position > 8 and e.id = any(s.event_ids)`,
      `delete from event_seals where organization_id = '${organization_id}' and position > 8`,
    )
    const write = (n: number) =>
      withActor(app.infra().db, systemActor(organization_id), (tx) =>
        publish(tx, organization_id, happened, newId(), { n }),
      )
    await write(20)
    await expect.poll(async () => (await seal()).broken).toContain(organization_id)
    expect(await verifyAnchored(organization_id)).toMatchObject({ intact: false })

    const { files, worker, now } = app.infra()
    const head = await withWorker(worker, (tx) => resumeSealing(tx, SECRET, organization_id))
    await saveAnchor(files, SECRET, head, now())
    await write(21)
    await expect
      .poll(async () => {
        await seal()
        return verifyAnchored(organization_id)
      })
      .toMatchObject({ intact: true, sealed: 10, unsealed: 0 })
  })

  test('that were deleted together with every fact are noticed missing', async () => {
    const { organization_id } = await sealedOrganization()
    await app.asOwner(
      `delete from event_seals where organization_id = '${organization_id}'`,
      `delete from events where organization_id = '${organization_id}'`,
    )
    expect(await verifyAnchored(organization_id)).toMatchObject({ intact: false, sealed: 0 })
    expect(await listAnchored(app.infra().files)).toContain(organization_id)
  })

  test('do not include a fact twice, nor one inserted before their end, when only the cursor is set back', async () => {
    const { organization_id } = await sealedOrganization()
    const id = newId()
    await app.asOwner(
      `insert into events (organization_id, id, xid, name, subject_type, subject_id, payload)
       select organization_id, '${id}', xid, name, subject_type, subject_id, payload from events
        where organization_id = '${organization_id}' order by xid, id limit 1`,
      setCursorBack,
    )
    await seal()
    expect(await verifyAnchored(organization_id)).toMatchObject({ intact: false, event_id: id, sealed: 12 })
  })

  test.each([
    ['moved its end', `last_xid = last_xid::text::numeric::text::xid8, last_id = uuidv7()`],
    ['changed its hash', `hash = sha256('x')`],
  ])('show that someone %s', async (_, change) => {
    const { organization_id } = await sealedOrganization()
    await app.asOwner(
      `update event_seals set ${change} where organization_id = '${organization_id}' and position = 9`,
    )
    expect(await verify(organization_id)).toMatchObject({ intact: false })
  })

  test('have anchors that only we can write', async () => {
    const { organization_id } = await sealedOrganization()
    const { files } = app.infra()
    const anchor = await findAnchor(files, SECRET, organization_id)
    const forged = JSON.stringify({ ...anchor, position: 1 })
    expect(() => openAnchor(SECRET, forged)).toThrow('signature is not ours')
    expect(() => openAnchor(SECRET, '{')).toThrow('signature is not ours')
    expect(openAnchor(SECRET, JSON.stringify(anchor))).toEqual(anchor)
  })
})

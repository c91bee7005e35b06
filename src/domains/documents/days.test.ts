import { describe, expect, test } from 'vitest'
import { addDays, today } from '#lib/dates.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { upload } = uploadsTo(app)

async function personIn(timezone: string): Promise<TestPerson> {
  const person = await app.newPerson('owner')
  await app.asOwner(`update users set timezone = '${timezone}' where id = '${person.user_id}'`)
  return person
}

const put = async (person: TestPerson) => (await upload(person, await newPdf())).body.id as string

describe('a day', () => {
  test.each([
    ['Pacific/Honolulu', '2026-11-26T09:30:00Z', '2026-11-26T10:30:00Z'],
    ['America/New_York', '2026-11-26T04:30:00Z', '2026-11-26T05:30:00Z'],
    ['UTC', '2026-11-25T23:30:00Z', '2026-11-26T00:30:00Z'],
  ])(
    'in %s is that of the person who filters by it, half an hour before midnight and after',
    async (zone, before, after) => {
      const person = await personIn(zone)
      const [late, early] = [await put(person), await put(person)]
      await app.asOwner(
        `update documents set created_at = '${before}' where id = '${late}'`,
        `update documents set created_at = '${after}' where id = '${early}'`,
      )
      const added = async (from: string, to: string, more = '') => {
        const { body } = await app.send(
          person,
          'GET',
          `/documents?created_from=${from}&created_to=${to}${more}`,
        )
        return body.items.map(({ id }: { id: string }) => id)
      }
      for (const more of ['', '&facets=true']) {
        expect(await added('2026-11-25', '2026-11-25', more)).toEqual([late])
        expect(await added('2026-11-26', '2026-11-26', more)).toEqual([early])
      }
    },
  )

  test('on which retention ends starts in the person’s time zone', async () => {
    const [first, last] = [await personIn('Pacific/Kiritimati'), await personIn('Pacific/Pago_Pago')]
    const day = today(new Date(), { timezone: 'Pacific/Kiritimati' })
    for (const [person, purge] of [
      [first, true],
      [last, false],
    ] as const) {
      const id = await put(person)
      const { headers } = await app.send(person, 'GET', `/documents/${id}`)
      await app.send(
        person,
        'PATCH',
        `/documents/${id}`,
        { retain_until: day },
        { 'if-match': String(headers.etag) },
      )
      await app.send(person, 'DELETE', `/documents/${id}`)
      expect((await app.send(person, 'GET', `/documents/${id}`)).body.may).toMatchObject({ purge })
      expect((await app.send(person, 'POST', `/documents/${id}/purge`)).status).toBe(purge ? 204 : 422)
    }
  })

  test.each([
    ['Pacific/Honolulu', 'T10:00:00.000Z'],
    ['UTC', 'T00:00:00.000Z'],
  ])('in %s ends at midnight there, for requests too', async (timezone, midnight) => {
    const person = await personIn(timezone)
    const { body } = await app.send(person, 'POST', '/document-requests', {
      requested_from_email: 'buyer@client.example',
      title: 'Proof of funds',
      expires_in_days: 3,
    })
    expect(body.expires_at).toBe(`${addDays(today(new Date(), { timezone }), 4)}${midnight}`)
  })
})

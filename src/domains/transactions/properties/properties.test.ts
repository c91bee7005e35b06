import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

const add = async (property: object) => {
  const body = { transaction_type: 'sale', side: 'listing', property }
  return (await app.send(agent, 'POST', '/transactions', body)).body.property
}
const alike = async (person: TestPerson, address: Record<string, string>) => {
  const { status, body } = await app.send(person, 'GET', `/properties/alike?${new URLSearchParams(address)}`)
  expect(status).toBe(200)
  return body.items.map(({ address }: { address: string }) => address)
}
const change = (person: TestPerson, { id, version }: { id: string; version: number }, now: object) =>
  app.send(person, 'PATCH', `/properties/${id}`, now, { 'if-match': `"${version}"` })

describe('a property', () => {
  test('is proposed for its address however that is written, and for no other', async () => {
    const harbor = { address_line1: '12 Harbor Street', address_line2: 'Unit 3', city: 'Austin', state: 'TX' }
    const { address } = await add({ ...harbor, zip_code: '78701-1234' })
    const line = { address_line1: '12 HARBOR ST.' }
    expect(await alike(agent, { ...line, address_line2: '#3' })).toEqual([address])
    expect(await alike(agent, { address_line1: '12 Harbor St, Apt 3', zip_code: '78701' })).toEqual([address])
    expect(await alike(agent, { ...line, address_line2: '#3', city: 'austin', state: 'tx' })).toEqual([
      address,
    ])
    expect(await alike(agent, line)).toEqual([])
    expect(await alike(agent, { ...line, address_line2: '#3', city: 'Dallas' })).toEqual([])
    expect(await alike(agent, { ...line, address_line2: '#3', zip_code: '10001' })).toEqual([])
    expect(await alike(stranger, { ...line, address_line2: '#3' })).toEqual([])
  })

  test('has its state by its postal code, however it was written; what is no state is refused', async () => {
    for (const state of ['California', 'Calif.', 'ca', 'C.A.'])
      expect(await add({ address_line1: '5 State Street', state })).toMatchObject({ state: 'CA' })
    const property = await add({ address_line1: '6 State Street' })
    expect((await change(agent, property, { state: 'n. mex.' })).body.state).toBe('NM')
    const deal = { transaction_type: 'sale', side: 'listing' }
    const wrong = { ...deal, property: { address_line1: '7 State Street', state: 'Ontario' } }
    const refused = await app.send(agent, 'POST', '/transactions', wrong)
    expect(refused.status).toBe(400)
    expect(JSON.stringify(refused.body.issues)).toContain('isn’t a US state')
    const line = { address_line1: '5 State Street', state: 'California' }
    expect((await alike(agent, line)).length).toBeGreaterThan(0)
  })

  test('has many deals, and is changed for all of them from the version that was seen', async () => {
    const property = await add({ address_line1: '1 Deals Lane', year_built: 1950 })
    await app.send(agent, 'POST', '/transactions', {
      ...{ transaction_type: 'purchase', side: 'selling', property_id: property.id },
    })
    const changed = await change(agent, property, {
      address_line1: '2 Deals Lane',
      city: 'Reno',
      bathrooms: 1.5,
    })
    expect(changed.body).toMatchObject({
      ...{ address: '2 Deals Lane, Reno', bathrooms: 1.5, year_built: 1950, transaction_count: 2 },
    })
    expect((await change(agent, property, { hoa: true })).status).toBe(412)
    expect((await change(viewer, changed.body, { hoa: true })).status).toBe(403)
    expect((await change(agent, changed.body, { address_line1: '...' })).status).toBe(400)
    expect(await alike(agent, { address_line1: '2 Deals Ln' })).toEqual(['2 Deals Lane, Reno'])
  })

  test('is found by a part of its address or its parcel number, and by no stranger', async () => {
    const property = await add({ address_line1: '9 Parcel Way', parcel_number: '040-112-07' })
    for (const q of ['parcel way', '040-112', 'way 9']) {
      const { body } = await app.send(agent, 'GET', `/properties?q=${encodeURIComponent(q)}`)
      expect(
        body.items.map(({ id }: { id: string }) => id),
        q,
      ).toEqual([property.id])
    }
    expect((await app.send(stranger, 'GET', '/properties')).body.items).toEqual([])
    expect((await app.send(stranger, 'GET', `/properties/${property.id}`)).status).toBe(404)
    expect((await change(stranger, property, { hoa: true })).status).toBe(404)
  })
})

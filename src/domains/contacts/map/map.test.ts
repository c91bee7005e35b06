import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readArea, writeArea } from '#domains/contacts/rules/area.ts'
import { joinCells } from '#domains/contacts/rules/clusters.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import type { ContactCluster } from './schema.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  stranger = await app.newPerson('owner')
  for (const [first_name, zip_code, more] of [
    ['Ida', '94110', {}],
    ['Jon', '94110', {}],
    ['Kim', '94611', { contact_type: ['client'] }],
    ['Lea', '10001', { visibility: 'private' }],
    ['Max', undefined, {}],
  ] as const)
    await app.send(agent, 'POST', '/contacts', {
      first_name,
      ...more,
      addresses: zip_code ? [{ label: 'home', zip_code }] : [],
    })
})

const map = async (person: TestPerson, query = '') =>
  (await app.send(person, 'GET', `/contacts/map?${query}`)).body
const counts = ({ clusters }: { clusters: ContactCluster[] }) =>
  clusters.map(({ count }) => count).toSorted((a, b) => b - a)
const BAY = encodeURIComponent('-123,37;-121.5,37;-121.5,38.5;-123,38.5')
const names = async (person: TestPerson, query: string) =>
  (await app.send(person, 'GET', `/contacts?${query}`)).body.items.map(
    (one: { first_name: string }) => one.first_name,
  )

describe('the map of contacts', () => {
  test('joins those that are close, splits them as it is zoomed, and counts those without a known address', async () => {
    const far = await map(agent, 'zoom=3')
    expect(counts(far)).toEqual([3, 1])
    expect(far.unplaced).toBe(1)
    const close = await map(agent, 'zoom=11&bounds=-123,37,-121.5,38.5')
    expect(counts(close)).toEqual([2, 1])
    const single = close.clusters.find(({ count }: ContactCluster) => count === 1)
    expect(single.contact).toMatchObject({ display_name: 'Kim', precision: 'zip' })
    expect(close.clusters.find(({ count }: ContactCluster) => count === 2).contact).toBeNull()
  })

  test('shows what the filters leave, and to each person only the contacts that they see', async () => {
    expect(counts(await map(agent, 'contact_type=client'))).toEqual([1])
    expect(counts(await map(agent, `zoom=3&area=${BAY}`))).toEqual([3])
    expect(counts(await map(colleague, 'zoom=3'))).toEqual([3])
    expect(await map(stranger, 'zoom=3')).toEqual({ unplaced: 0, clusters: [] })
  })

  test('refuses what is no part of the world, in words', async () => {
    for (const query of ['bounds=1,2,3', 'bounds=5,5,4,4', 'bounds=-999,0,1,1', 'zoom=99', 'area=1,2;3,4'])
      expect((await app.send(agent, 'GET', `/contacts/map?${query}`)).status, query).toBe(400)
  })
})

describe('an area drawn on the map', () => {
  test('narrows the list, its count, its export and its saved views', async () => {
    expect(await names(agent, `area=${BAY}`)).toEqual(['Ida', 'Jon', 'Kim'])
    expect((await app.send(agent, 'GET', `/contacts/count?area=${BAY}`)).body.count).toBe(3)
    const { raw } = await app.send(agent, 'GET', `/contacts/export?columns=first_name&area=${BAY}`)
    expect(
      raw
        .toString()
        .match(/Ida|Jon|Kim|Lea|Max/g)
        ?.toSorted(),
    ).toEqual(['Ida', 'Jon', 'Kim'])
    const view = { name: 'The Bay', subject_type: 'contact', filters: { area: decodeURIComponent(BAY) } }
    expect((await app.send(agent, 'POST', '/views', view)).status).toBe(201)
    const wrong = { ...view, name: 'Nowhere', filters: { area: 'the Bay' } }
    expect((await app.send(agent, 'POST', '/views', wrong)).status).toBe(400)
    expect(await names(stranger, `area=${BAY}`)).toEqual([])
  })

  test('has at most 100 corners, each of them in the world', async () => {
    const circle = (corners: number) =>
      writeArea(
        Array.from({ length: corners }, (_, at) => {
          const angle = (at / corners) * 2 * Math.PI
          return [-122.4 + Math.cos(angle), 37.7 + Math.sin(angle)] as const
        }),
      )
    expect(await names(agent, `area=${circle(100)}`)).toEqual(['Ida', 'Jon', 'Kim'])
    for (const area of [circle(101), '1,2;3,4', '1,2;3,4;500,6', '1,2;3,4;5', '1,2;3,4;x,y', '1,2;3,4;5,6,7'])
      expect((await app.send(agent, 'GET', `/contacts?area=${area}`)).status, area).toBe(400)
  })

  test('holds exactly the contacts that lie within it, whatever its form', async () => {
    const { items } = (await app.send(agent, 'GET', '/contacts')).body
    const placed = await Promise.all(
      items.map(async ({ id }: { id: string }) => (await app.send(agent, 'GET', `/contacts/${id}`)).body),
    )
    const corner = fc.tuple(
      fc.double({ min: -123.5, max: -73, noNaN: true }),
      fc.double({ min: 36, max: 42, noNaN: true }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(corner, { minLength: 3, maxLength: 12 }), async (corners) => {
        const area = writeArea(star(corners))
        const within = placed
          .filter(({ coordinates: at }) => at && contains(readArea(area) ?? [], [at.longitude, at.latitude]))
          .map(({ first_name }) => first_name)
        expect(await names(agent, `area=${area}`)).toEqual(within.toSorted())
      }),
      { numRuns: 60 },
    )
  })
})

type Point = readonly [number, number]

/** Corners in the order of their direction from their middle: a line through them doesn't cross itself. */
function star(corners: Point[]): Point[] {
  const middle = [0, 1].map(
    (axis) => corners.reduce((sum, one) => sum + (one[axis] ?? 0), 0) / corners.length,
  )
  const direction = ([x, y]: Point) => Math.atan2(y - (middle[1] ?? 0), x - (middle[0] ?? 0))
  return corners.toSorted((a, b) => direction(a) - direction(b))
}

/** A ray from a point within crosses the line around it an odd number of times. */
function contains(corners: readonly Point[], [x, y]: Point): boolean {
  const crossed = corners.filter(([fromX, fromY], place) => {
    const [toX, toY] = corners[(place + 1) % corners.length] ?? [0, 0]
    return fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX
  })
  return crossed.length % 2 === 1
}

test('joining cells loses no contact and counts none twice', () => {
  const cell = fc.record({
    longitude: fc.double({ min: -125, max: -67, noNaN: true }),
    latitude: fc.double({ min: 25, max: 49, noNaN: true }),
    count: fc.integer({ min: 1, max: 500 }),
  })
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 80 }), fc.integer({ min: 2, max: 14 }), (cells, zoom) => {
      const joined = joinCells(
        cells.map((one) => ({
          ...{ ...one, id: '' },
          ...{ west: one.longitude, east: one.longitude, south: one.latitude, north: one.latitude },
        })),
        zoom,
      )
      const sum = (all: { count: number }[]) => all.reduce((total, { count }) => total + count, 0)
      expect(sum(joined)).toBe(sum(cells))
      for (const one of joined) {
        expect(one.longitude).toBeGreaterThanOrEqual(one.west - 1e-9)
        expect(one.longitude).toBeLessThanOrEqual(one.east + 1e-9)
      }
    }),
  )
})

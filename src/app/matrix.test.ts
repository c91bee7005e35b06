import { beforeAll, describe, expect, test } from 'vitest'
import { domains } from '#app/domains.ts'
import { ROLES } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { type Answer, testApp } from '#testing/app.ts'
import { furnishAll } from '#testing/furnish.ts'
import type { TestPerson } from '#testing/people.ts'

/** Every route of the router as every role, as a stranger, and as nobody: no later route can forget it. */
const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000', RATE_LIMIT_PER_ADDRESS: '1000000' })
const people: Record<string, TestPerson> = {}
let stranger: TestPerson
let ids: Record<string, string> = {}

beforeAll(async () => {
  const owner = await app.newPerson('owner')
  stranger = await app.newPerson('owner')
  for (const role of ROLES) people[role] = role === 'owner' ? owner : await app.newPerson(role, owner)
  ids = await furnishAll(domains, app, owner)
})

type Route = { method: string; path: string; access: string; permission: string | undefined }

function everyRoute(): Route[] {
  return app.api().everyRoute.flatMap(({ method, url, config }) =>
    [method]
      .flat()
      .filter((m) => m !== 'HEAD' && m !== 'OPTIONS')
      .map((m) => ({
        method: m,
        path: url.replace('/api/v1', ''),
        access: String(config?.access),
        permission: config?.permission,
      })),
  )
}

function fill(path: string): string {
  return path.replaceAll(/([\w-]+)\/:(\w+)/g, (_, noun: string, name: string) => {
    const id = ids[name === 'id' ? noun : name]
    if (!id) throw new Error(`No furnish.ts has :${name} of ${path}: a stranger would try nothing real.`)
    return `${noun}/${id}`
  })
}

async function call(person: TestPerson | null, { method, path }: Route, body?: unknown): Promise<Answer> {
  const given = method === 'GET' || method === 'DELETE' ? undefined : (body ?? {})
  return app.send(person, method, fill(path), given, { 'if-match': '"1"' })
}

const memberRoutes = () => everyRoute().filter((route) => route.access === 'member')

describe('every route', () => {
  test('declares who may call it, and there are many', () => {
    const routes = everyRoute()
    expect(routes.length).toBeGreaterThan(60)
    expect(routes.filter((route) => !['public', 'person', 'member'].includes(route.access))).toEqual([])
  })

  test('for people and members answers anonymous callers with 401', async () => {
    for (const route of everyRoute().filter(({ access }) => access !== 'public'))
      expect((await call(null, route)).status, `${route.method} ${route.path}`).toBe(401)
  })

  test('for members refuses a stranger who asks for this organization', async () => {
    const intruder = { ...stranger, organization_id: (people.owner as TestPerson).organization_id }
    for (const route of memberRoutes())
      expect((await call(intruder, route)).status, `${route.method} ${route.path}`).toBe(403)
  })

  test('shows and changes nothing of this organization for a stranger in their own', async () => {
    const told = JSON.stringify(Object.values(ids).filter((id) => id.length > 30))
    for (const route of memberRoutes().filter(({ path }) => path.includes(':'))) {
      const { status, raw } = await call(stranger, route)
      expect(
        [400, 404, 410, 412, 415, 422, 428],
        `${route.method} ${route.path} answered ${status}: ${raw}`,
      ).toContain(status)
    }
    for (const route of memberRoutes().filter(
      ({ path, method }) => !path.includes(':') && method === 'GET',
    )) {
      const { raw } = await call(stranger, route)
      for (const id of JSON.parse(told)) expect(raw.toString(), `${route.path} tells ${id}`).not.toContain(id)
    }
  })

  test.each(ROLES)('requires a permission that %s has, or refuses', async (role) => {
    const person = people[role] as TestPerson
    const has = app.infra().permissions.of(role)
    for (const route of memberRoutes()) {
      if (route.method !== 'GET' && has.has(route.permission ?? '')) continue // What it changes has tests of its own.
      const { status } = await call(person, route)
      const name = `${role}: ${route.method} ${route.path} answered ${status}`
      if (route.permission && !has.has(route.permission)) expect(status, name).toBe(403)
      else expect(status, name).not.toBe(403)
      expect(status, name).toBeLessThan(500)
    }
  })

  test('refuses invalid ids without a server error', async () => {
    const owner = people.owner as TestPerson
    for (const { method, path } of everyRoute().filter((route) => route.path.includes(':')))
      for (const id of ['null', '%00', '..%2f..', "1'or'1'='1", 'é'.repeat(200)]) {
        const { status } = await app.send(
          owner,
          method,
          path.replaceAll(/:\w+/g, encodeURI(id)),
          method === 'GET' ? undefined : {},
          { 'if-match': '"1"' },
        )
        expect(status, `${method} ${path} ${id}`).toBeGreaterThanOrEqual(400)
        expect(status, `${method} ${path} ${id}`).toBeLessThan(500)
      }
  })
})

describe('hostile bodies', () => {
  test.each([
    ['ten megabytes', `{"email":"${'a'.repeat(10_000_000)}"}`],
    ['a deep nest', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['a key twice', '{"email":"a@b.example","email":"c@d.example"}'],
    ['__proto__', '{"__proto__":{"x":1}}'],
    ['half a surrogate', '{"email":"\\ud800@b.example"}'],
    ['NUL', '{"email":"a\\u0000@b.example"}'],
    ['a number beyond a double', '{"email":1e400}'],
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
  ])('%s is refused everywhere, and changes nothing', async (_, body) => {
    const owner = people.owner as TestPerson
    for (const route of everyRoute().filter(
      ({ method, path }) => method !== 'GET' && method !== 'DELETE' && !path.includes('sign-out'),
    )) {
      const { status } = await app.send(
        owner,
        route.method,
        fill(route.path).replace(ids.documents as string, newId()),
        body,
        { 'content-type': 'application/json', 'if-match': '"1"' },
      )
      expect(status, `${route.method} ${route.path}`).toBeLessThan(500)
    }
  })

  test('an invalid date in a query is refused', async () => {
    expect(
      (await app.send(people.owner as TestPerson, 'GET', '/documents?created_from=2026-02-30')).status,
    ).toBe(400)
    expect((await app.send(people.owner as TestPerson, 'GET', '/documents?q=%00')).status).toBe(400)
    expect((await app.send(people.owner as TestPerson, 'GET', '/documents?limit=1e9')).status).toBe(400)
    expect(
      (await app.send(people.owner as TestPerson, 'GET', '/documents?cursor=forged.cursor')).status,
    ).toBe(400)
  })
})

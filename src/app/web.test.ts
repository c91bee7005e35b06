import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveWeb } from '#app/web.ts'

const http = Fastify()
let root = ''
const get = (url: string, accept = '*/*') => http.inject({ url, headers: { accept } })

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deedline-web-'))
  root = join(folder, 'web')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<title>Deedline</title>')
  await writeFile(join(root, '.built-from'), 'a stamp')
  await writeFile(join(folder, 'secret.txt'), 'outside')
  await serveWeb(http, root)
})

afterAll(async () => {
  await http.close()
  await rm(join(root, '..'), { recursive: true, force: true })
})

test('a file of a later build is served without a restart, and a removed one is not', async () => {
  expect((await get('/assets/page-1.js')).statusCode).toBe(404)
  await writeFile(join(root, 'assets/page-1.js'), 'export {}')
  const kept = await get('/assets/page-1.js')
  expect(kept.statusCode).toBe(200)
  expect(kept.headers['cache-control']).toContain('immutable')
  await rm(join(root, 'assets/page-1.js'))
  expect((await get('/assets/page-1.js')).statusCode).toBe(404)
})

test('every page is the application, and is revalidated each time', async () => {
  const page = await get('/documents/review?q=escrow', 'text/html')
  expect(page.body).toContain('<title>Deedline</title>')
  expect(page.headers['cache-control']).toBe('no-cache')
  expect((await get('/')).body).toContain('<title>Deedline</title>')
  expect((await get('/documents')).statusCode).toBe(404)
})

test.for(['/.built-from', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/a%00b', '/assets'])(
  'nothing hidden and nothing outside the folder is served: %s',
  async (url) => {
    const { statusCode, body } = await get(url)
    expect(statusCode).toBe(404)
    expect(body).not.toMatch(/a stamp|outside/)
  },
)

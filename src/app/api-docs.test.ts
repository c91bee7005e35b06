import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '#infra/ports.ts'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

/** Every example of docs/api.md, against a running product. */
const page = readFileSync('docs/api.md', 'utf8')
const examplesIn = (language: string) =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = '']) => text)

const noCurl = spawnSync('curl', ['--version']).status !== 0
const app = testApp({ WEBHOOKS_ALLOW_PRIVATE: 'true' })
const folder = mkdtempSync(join(tmpdir(), 'deedline-docs-'))
const run = promisify(execFile)
let owner: TestPerson
let env: Record<string, string> = {}

beforeAll(async () => {
  const url = await app.api().listen({ port: 0, host: '127.0.0.1' })
  owner = await app.newPerson('owner')
  const scopes = [
    'documents.read',
    'documents.upload',
    'documents.edit',
    'documents.comment',
    'webhooks.manage',
    'contacts.read',
    'contacts.import',
  ]
  const { token } = (await app.send(owner, 'POST', '/api-keys', { name: 'Docs', scopes })).body
  writeFileSync(
    join(folder, 'agreement.pdf'),
    await makePdf(['PURCHASE AGREEMENT', 'The purchase price is $1.']),
  )
  const { payload, headers } = form(Buffer.from('A note'), 'note.txt')
  const { id } = (await app.send(owner, 'POST', '/documents', payload, headers)).body
  env = {
    PATH: process.env.PATH ?? '',
    DEEDLINE_URL: url,
    DEEDLINE_API_KEY: token,
    DOCUMENT_ID: id,
    WEBHOOK_URL: 'https://hooks.example.com/',
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const runScript = (text: string) => run('sh', ['-euc', text], { cwd: folder, env })
const TYPESCRIPT = ['--no-warnings', '--input-type=module-typescript', '--eval']
const runTypeScript = (text: string) => run(process.execPath, [...TYPESCRIPT, text], { env })

describe.skipIf(noCurl)('an example in the shell', () => {
  test.each(examplesIn('sh').map((text, n) => ({ n, text })))('$n works as written', async ({ text }) => {
    const { stdout, stderr } = await runScript(text)
    expect(stderr).toBe('')
    const refused = /"code": ?"/.test(stdout)
    expect(refused, stdout).toBe(text.startsWith('# This document doesn'))
    expect(stdout).toMatch(/^\{.*\}$/s)
  })

  test('does what the page says', async () => {
    await app.runJobs()
    const { items } = (await app.send(owner, 'GET', '/documents?q=agreement')).body
    expect(items.map(({ filename }: { filename: string }) => filename)).toContain('agreement.pdf')
    const comments = (await app.send(owner, 'GET', `/documents/${env.DOCUMENT_ID}/comments`)).body.items
    expect(comments).toMatchObject([{ content: 'Received by courier.' }])
    const { title } = (await app.send(owner, 'GET', `/documents/${env.DOCUMENT_ID}`)).body
    expect(title).toBe('Purchase agreement, 12 Harbor Lane')
    expect((await app.send(owner, 'GET', '/webhooks')).body.items).toHaveLength(1)
  })
})

describe('an example in TypeScript', () => {
  const [start = '', refusal = '', receiver = ''] = examplesIn('ts')

  test('finds documents and pages through all of them', async () => {
    const { stdout } = await runTypeScript(start)
    expect(stdout).toContain('12 Harbor Lane')
  })

  test('shows what an error says', async () => {
    const { stdout } = await runTypeScript(refusal)
    expect(stdout).toMatch(/^400 invalid \{ title: /)
  })

  test('receives webhooks and verifies their signature', async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/`
    const { id, secret } = (await app.send(owner, 'POST', '/webhooks', { url, facts: ['documents.*'] })).body
    const more = { PORT: String(port), WEBHOOK_SECRET: secret }
    const child = spawn(process.execPath, [...TYPESCRIPT, receiver], { env: { ...env, ...more } })
    const heard: string[] = []
    child.stdout.on('data', (text) => heard.push(String(text)))
    try {
      await expect
        .poll(
          () =>
            fetch(url, { method: 'POST', body: '{}' }).then(
              ({ status }) => status,
              () => 'not yet there',
            ),
          { timeout: 15_000 },
        )
        .toBe(400)
      await app.send(owner, 'POST', `/webhooks/${id}/test`)
      await app.runJobs()
      const { items } = (await app.send(owner, 'GET', `/webhooks/${id}/deliveries`)).body
      expect(items).toMatchObject([{ state: 'delivered', status_code: 204 }])
      expect(heard.join('')).toContain('webhooks.test')
    } finally {
      child.kill()
      await once(child, 'exit')
    }
  })
})

test('JSON on the page is valid JSON, and its links work', () => {
  for (const text of examplesIn('json')) expect(JSON.parse(text)).toBeTypeOf('object')
  const headings = new Set(
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    ),
  )
  for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor)
})

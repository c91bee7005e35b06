import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { form, makePdf, PURCHASE_AGREEMENT } from '#testing/files.ts'
import { startProduct } from '#testing/product.ts'
import { copyWeb, installProduction } from '#testing/production.ts'

type Ended = { code: number; stdout: string; stderr: string }

/** Runs a program to its end and answers how it ended. */
async function run(file: string, args: string[], options: object): Promise<Ended> {
  return promisify(execFile)(file, args, { ...options, encoding: 'utf8' }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  )
}

describe('an installation without development packages', () => {
  let root = ''
  let remove = () => {}
  beforeAll(() => {
    ;({ root, remove } = installProduction())
  })
  afterAll(() => remove())

  const deedline = (...args: string[]) => {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, DEEDLINE_ENV: 'test', DATA_DIR: join(root, 'data'), PORT: '0' }
    return run(process.execPath, ['bin/deedline.ts', ...args], { cwd: root, env })
  }

  test.each(['start', 'build'])(
    'says in one sentence what to do when `deedline %s` finds no built web application',
    async (command) => {
      expect(existsSync(join(root, 'node_modules/vite'))).toBe(false)
      const { code, stdout, stderr } = await deedline(command)
      expect(code).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/isn’t built.*run "npm run build".*copy dist\/web here, or run "npm ci"\.\n$/)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    },
    60_000,
  )

  test('says that benchmarks need more', async () => {
    expect(await deedline('bench')).toMatchObject({
      code: 1,
      stderr: 'Benchmarks need the development packages: run "npm ci" first.\n',
    })
  })

  test('brings a database to the newest version, and reaches it', async () => {
    expect(await deedline('migrate')).toMatchObject({ code: 0 })
    expect((await deedline('doctor')).stdout).toContain('Database: answers')
  }, 120_000)

  test('serves a web application that was built elsewhere, makes the demonstration, and reads what is uploaded', async () => {
    copyWeb(root)
    const product = await startProduct(async () => ({ DEEDLINE_ENV: 'development' }), root)
    try {
      const page = await (await fetch(product.url, { headers: { accept: 'text/html' } })).text()
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? ''
      expect((await fetch(product.url + script)).status).toBe(200)
      expect(product.output()).not.toContain('Building the web application')

      const call = await signIn(product.url)
      const { payload, headers } = form(await makePdf(PURCHASE_AGREEMENT), 'Purchase.pdf')
      const uploaded = await call('/documents', { method: 'POST', headers, body: new Uint8Array(payload) })
      expect(uploaded.status).toBe(201)
      const { id } = (await uploaded.json()) as { id: string }
      const read = async () => (await (await call(`/documents/${id}`)).json()) as Record<string, unknown>
      await expect
        .poll(read, { timeout: 90_000, interval: 500 })
        .toMatchObject({ status: 'ready', document_type: 'contract', page_count: 1 })
      await expect
        .poll(async () => kindsOf(await (await call('/documents?limit=100')).json()), {
          timeout: 90_000,
          interval: 500,
        })
        .toEqual(expect.arrayContaining(['csv', 'docx', 'eml', 'jpg', 'pdf', 'tif']))
    } finally {
      await product.close()
    }
  }, 240_000)

  const kindsOf = (list: unknown) => [
    ...new Set((list as { items: { file_extension: string }[] }).items.map((one) => one.file_extension)),
  ]

  async function signIn(url: string) {
    const answer = await fetch(`${url}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'olivia.owner@roi.example', password: 'walnut harbor sextant 41' }),
    })
    const { access_token } = (await answer.json()) as { access_token: string }
    return (path: string, init: RequestInit = {}) =>
      fetch(`${url}/api/v1${path}`, {
        ...init,
        headers: { authorization: `Bearer ${access_token}`, ...init.headers },
      })
  }
})

type Locked = { version?: string; optional?: boolean; dev?: boolean }

describe('npm start', () => {
  let root = ''
  const LOCK: Record<string, Locked> = {
    '': {},
    'node_modules/fastify': { version: '5.0.0' },
    'node_modules/sharp-for-another-machine': { version: '1.0.0', optional: true },
    'node_modules/vite': { version: '8.0.0', dev: true },
  }
  const { 'node_modules/vite': _, ...WITHOUT_DEVELOPMENT } = LOCK

  /** A folder with the script, a program that says what it was told, and an npm that writes down what it was told. */
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'deedline-run-'))
    for (const folder of ['scripts', 'bin', 'path', 'node_modules/.bin'])
      mkdirSync(join(root, folder), { recursive: true })
    await cp('scripts/run.mjs', join(root, 'scripts/run.mjs'))
    writeFileSync(join(root, 'bin/deedline.ts'), 'console.log("deedline", ...process.argv.slice(2))')
    writeFileSync(join(root, 'path/npm'), '#!/bin/sh\necho "$1 $2" >> npm.log\n', { mode: 0o755 })
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: LOCK }))
    symlinkSync(process.execPath, join(root, 'node_modules/.bin/node'))
    return () => rmSync(root, { recursive: true, force: true })
  })

  const installed = (packages: Record<string, Locked>) => {
    for (const [path, { version, optional }] of Object.entries(packages))
      if (path !== '' && !optional) {
        mkdirSync(join(root, path), { recursive: true })
        writeFileSync(join(root, path, 'package.json'), JSON.stringify({ version }))
      }
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}')
  }
  const start = async (command = 'start') => {
    const env = { PATH: `${join(root, 'path')}:${process.env.PATH}` }
    const { stdout } = await run(process.execPath, ['scripts/run.mjs', command, '--more'], { cwd: root, env })
    const asked = await readFile(join(root, 'npm.log'), 'utf8').catch(() => '')
    return { asked: asked.trim(), said: stdout.trim().split('\n').at(-1) }
  }

  test('installs everything on a fresh machine, then starts', async () => {
    expect(await start()).toEqual({ asked: 'ci --no-audit', said: 'deedline start --more' })
  })

  test('installs nothing where all that the lock file names is there', async () => {
    installed(LOCK)
    expect(await start()).toEqual({ asked: '', said: 'deedline start --more' })
  })

  test('leaves a production installation without development packages', async () => {
    installed(WITHOUT_DEVELOPMENT)
    expect(await start()).toEqual({ asked: '', said: 'deedline start --more' })
  })

  test('brings a production installation of an older version up to date, still without them', async () => {
    installed({ 'node_modules/fastify': { version: '4.0.0' } })
    expect((await start()).asked).toBe('ci --omit=dev')
  })

  test.each([
    ['an older version', { ...LOCK, 'node_modules/fastify': { version: '4.0.0' } }],
    ['an older development package', { ...LOCK, 'node_modules/vite': { version: '7.0.0', dev: true } }],
  ])('installs anew where %s is installed', async (_name, packages) => {
    installed(packages)
    expect((await start()).asked).toBe('ci --no-audit')
  })

  test('installs anew what was broken off', async () => {
    installed(LOCK)
    rmSync(join(root, 'node_modules/.package-lock.json'))
    expect((await start()).asked).toBe('ci --no-audit')
  })

  test('what needs development packages installs them', async () => {
    installed(WITHOUT_DEVELOPMENT)
    expect(await start('build')).toEqual({ asked: 'ci --no-audit', said: 'deedline build --more' })
  })
})

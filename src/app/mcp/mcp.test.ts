import { beforeAll, describe, expect, test } from 'vitest'
import { toolsOf } from '#app/mcp/tools.ts'
import { connectAgent } from '#testing/agents.ts'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import { connectApp } from '#testing/oauth.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ TRUST_PROXY: 'loopback' })
const ALL = [
  'documents.read',
  'documents.upload',
  'documents.edit',
  'documents.delete',
  'members.read',
  'teams.manage',
]
let owner: TestPerson
let document = ''

beforeAll(async () => {
  owner = await app.newPerson('owner')
  const { payload, headers } = form(
    await makePdf(['PURCHASE AGREEMENT', 'The purchase price is $450,000.00.']),
    'agreement.pdf',
  )
  document = (await app.send(owner, 'POST', '/documents', payload, headers)).body.id
  await app.runJobs()
})

const keyOf = async (person: TestPerson, scopes = ALL) =>
  (await app.send(person, 'POST', '/api-keys', { name: 'Agent', scopes })).body as {
    id: string
    token: string
  }
const agentOf = async (person = owner, scopes = ALL, name = 'Claude') =>
  connectAgent(app.api(), (await keyOf(person, scopes)).token, name)

describe('an agent', () => {
  test('finds a tool for each call that its key allows', async () => {
    const names = (await (await agentOf()).tools()).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['documents_all', 'documents_change', 'documents_text', 'teams_create']),
    )
    const reader = (await (await agentOf(owner, ['members.read'])).tools()).map(({ name }) => name)
    expect(reader).toEqual(expect.arrayContaining(['members_all', 'organization_one']))
    expect(reader.filter((name) => name.startsWith('documents') || name === 'teams_create')).toEqual([])
  })

  test('finds each tool once', async () => {
    const { access_token } = await connectApp(app, owner, 'write')
    for (const agent of [await agentOf(), await connectAgent(app.api(), access_token)]) {
      const names = (await agent.tools()).map(({ name }) => name)
      expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
    }
  })

  test('changes documents, requests, contacts, deals, commissions, exchanges and teams, and nothing else, as the page says on which it is connected', async () => {
    const { access_token } = await connectApp(app, owner, 'write')
    const tools = await (await connectAgent(app.api(), access_token)).tools()
    const changing = tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name)
    expect(
      changing.filter(
        (name) =>
          !/^(documents|document_requests?|document_request_imports|teams|contacts|transactions|transaction_proposals|properties|commission_plans|franchise_fees|exchanges)_/.test(
            name,
          ),
      ),
    ).toEqual(['audit_verify'])
    expect(
      changing.filter((name) =>
        /share|upload|purge|teams_remove$|key|webhook|activate|deadline_facts/.test(name),
      ),
    ).toEqual([])
  })

  test('that may only read finds no tool that changes anything', async () => {
    const { access_token } = await connectApp(app, owner, 'read')
    const tools = await (await connectAgent(app.api(), access_token)).tools()
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['documents_all', 'documents_text', 'members_all']),
    )
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint)).toEqual([])
  })

  test('finds the tools that change documents only with a permission that some document allows', async () => {
    const changes = async (scopes: string[], person = owner) =>
      (await (await agentOf(person, scopes)).tools())
        .filter(({ name, annotations }) => name.startsWith('documents_') && !annotations?.readOnlyHint)
        .map(({ name }) => name)
    expect(await changes(['documents.read'])).toEqual([])
    expect(await changes(['documents.read', 'documents.delete'])).toEqual([
      'documents_bulk',
      'documents_restore',
      'documents_trash',
    ])
    expect(await changes(['documents.read', 'documents.edit'])).toEqual([
      'documents_bulk',
      'documents_change',
      'documents_extractions_accept',
      'documents_extractions_decide',
      'documents_retry',
    ])
    const { body } = await app.send(owner, 'GET', `/documents/${document}`)
    const reader = await agentOf(owner, ['documents.read'])
    for (const [tool, args] of [
      ['documents_change', { version: body.version, body: { title: 'No' } }],
      ['documents_trash', {}],
      ['documents_retry', {}],
      ['documents_extractions_accept', { body: {} }],
    ] as const)
      expect((await reader.use(tool, { id: document, ...args })).json.code, tool).toBe('forbidden')
  })

  test('reads what its member sees, and the text of a document page by page', async () => {
    const agent = await agentOf()
    const { json } = await agent.use('documents_all', { q: 'agreement' })
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([document])
    const { text } = await agent.use('documents_text', { id: document })
    expect(text).toMatch(/^--- Page 1 of 1 ---/)
    expect(text).toContain('$450,000.00')
    const none = await agent.use('documents_text', { id: document, from_page: 9 })
    expect(none.text).toBe('This document has no text.')
  })

  test('changes what it may, and the audit log names it', async () => {
    const agent = await agentOf(owner, ALL, 'Claude')
    const { json: before } = await agent.use('documents_one', { id: document })
    const changed = await agent.use('documents_change', {
      id: document,
      version: before.version,
      body: { title: 'Purchase agreement' },
    })
    expect(changed.json).toMatchObject({ title: 'Purchase agreement', version: before.version + 1 })
    const { body } = await app.send(owner, 'GET', '/audit?name=documents.changed')
    expect(body.items[0]).toMatchObject({
      subject_id: document,
      user_id: owner.user_id,
      user_agent: 'Claude via MCP',
    })
    const stale = await agent.use('documents_change', {
      id: document,
      version: before.version,
      body: { title: 'Again' },
    })
    expect([stale.refused, stale.json.code]).toEqual([true, 'stale'])
  })

  test('gets an explanation for invalid input, and never fails', async () => {
    const agent = await agentOf()
    const bad = [
      ['documents_one', { id: 'not an id' }],
      ['documents_one', {}],
      ['documents_all', { limit: 'many' }],
      ['documents_change', { id: document }],
      ['teams_create', { body: { name: 'x'.repeat(10_000) } }],
      ['teams_create', { body: 'text' }],
      ['documents_text', { id: '../../members' }],
    ] as const
    for (const [tool, args] of bad) {
      const { refused, text } = await agent.use(tool, args)
      expect(refused, tool).toBe(true)
      expect(text).not.toMatch(/"code":"bug"/)
    }
    await expect(
      agent.client.callTool({ name: 'documents_purge', arguments: { id: document } }),
    ).rejects.toThrow('There is no tool "documents_purge".')
  })

  test('gets a list that is too long in shorter pages', async () => {
    const agent = await agentOf()
    const description = 'x'.repeat(1_900)
    for (let n = 0; n < 30; n++)
      await app.send(owner, 'POST', '/teams', { name: `Team ${String(n).padStart(2, '0')}`, description })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { json, text } = await agent.use('teams_all', { cursor })
      expect(text.length).toBeLessThan(41_000)
      if (seen.length === 0) expect(text).toContain('pass next_cursor as cursor')
      seen.push(...json.items.map(({ name }: { name: string }) => name))
      cursor = json.next_cursor ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(30)
    expect(new Set(seen).size).toBe(30)
  })

  test('finds documents as resources', async () => {
    const { client } = await agentOf()
    const { resources } = await client.listResources()
    expect(resources).toMatchObject([{ uri: `deedline://documents/${document}`, mimeType: 'text/plain' }])
    expect((await client.listResourceTemplates()).resourceTemplates).toMatchObject([
      { uriTemplate: 'deedline://documents/{id}' },
    ])
    const { contents } = await client.readResource({ uri: `deedline://documents/${document}` })
    expect(contents[0]).toMatchObject({ text: expect.stringContaining('$450,000.00') })
    for (const uri of [
      'deedline://documents/01900000-0000-7000-8000-0000000000ff',
      'deedline://members/1',
      'file:///etc/passwd',
    ])
      await expect(client.readResource({ uri })).rejects.toThrow('There is no resource')
  })

  test('of another organization sees nothing of this one', async () => {
    const agent = await agentOf(await app.newPerson('owner'))
    expect((await agent.use('documents_all')).json.items).toEqual([])
    expect((await agent.use('documents_one', { id: document })).json.code).toBe('missing')
    expect((await agent.use('documents_text', { id: document })).refused).toBe(true)
    await expect(agent.client.readResource({ uri: `deedline://documents/${document}` })).rejects.toThrow()
  })

  test('whose key is revoked is refused at its next call', async () => {
    const key = await keyOf(owner)
    const agent = await connectAgent(app.api(), key.token)
    await agent.use('documents_all')
    await app.send(owner, 'DELETE', `/api-keys/${key.id}`)
    await expect(agent.use('documents_all')).rejects.toThrow()
  })
})

describe('what agents can do', () => {
  const tools = () => toolsOf(app.api().everyRoute.flatMap(({ config }) => config?.call ?? []))

  test('deletes nothing permanently, shows no secret, and changes no one’s access', () => {
    const names = tools().map(({ name }) => name)
    expect(names.length).toBeGreaterThan(30)
    const never =
      /purge|api_keys|webhooks|invitations|uploads|downloads|rotate|connected|^me_|^auth_|teams_remove$|members_change/
    expect(names.filter((name) => never.test(name))).toEqual([])
  })

  test('leaves out what a contract keeps from agents', () => {
    const calls = app.api().everyRoute.flatMap(({ config }) => config?.call ?? [])
    const kept = calls.filter(({ agents }) => agents === false)
    expect(kept.length).toBeGreaterThan(10)
    const offered = new Set(tools().map(({ call }) => call))
    expect(kept.filter((call) => offered.has(call))).toEqual([])
  })

  test('has names and schemas that every client accepts', () => {
    expect(new Set(tools().map(({ name }) => name)).size).toBe(tools().length)
    for (const { name, inputSchema, description } of tools()) {
      expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/)
      expect(description, name).toMatch(/\S/)
      expect(inputSchema, name).toMatchObject({ type: 'object' })
      expect(JSON.stringify(inputSchema), name).not.toMatch(/"\$(ref|schema)"/)
    }
  })

  test('says which tools only read, and which change what exists', () => {
    const hints = Object.fromEntries(tools().map(({ name, annotations }) => [name, annotations]))
    expect(hints.documents_all).toMatchObject({ readOnlyHint: true, destructiveHint: false })
    expect(hints.documents_change).toMatchObject({ readOnlyHint: false, destructiveHint: true })
    expect(hints.teams_create).toMatchObject({
      readOnlyHint: false,
      destructiveHint: false,
      idempotentHint: false,
    })
  })
})

describe('the agents’ address', () => {
  const post = (body: unknown, headers: Record<string, string> = {}, person: TestPerson | null = owner) =>
    app.send(person, 'POST', '/mcp', body, {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...headers,
    })
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }

  test('says where to get a token when there is none', async () => {
    const { status, headers } = await post(list, {}, null)
    expect(status).toBe(401)
    expect(headers['www-authenticate']).toMatch(
      /^Bearer resource_metadata="http.*\/\.well-known\/oauth-protected-resource\/mcp"$/,
    )
  })

  test('answers 405 to unsupported methods, and refuses other sites’ pages and unknown sessions', async () => {
    expect((await app.send(owner, 'GET', '/mcp')).status).toBe(405)
    expect((await app.send(owner, 'DELETE', '/mcp')).status).toBe(405)
    expect((await post(list, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post(list, { 'mcp-session-id': 'forged.session' })).status).toBe(404)
    expect((await post(list)).status).toBe(200)
  })

  test.each([
    ['nothing', ''],
    ['no message', '{}'],
    ['no JSON', '{'],
  ])('refuses %s', async (_, body) => {
    const { status } = await post(body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })
})

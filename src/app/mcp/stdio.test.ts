import { spawnSync } from 'node:child_process'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { beforeAll, expect, test } from 'vitest'
import { agentOf } from '#testing/agents.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let url = ''
let key = ''

beforeAll(async () => {
  url = await app.api().listen({ port: 0, host: '127.0.0.1' })
  owner = await app.newPerson('owner')
  const body = { name: 'Desktop', scopes: ['documents.read', 'teams.manage', 'members.read'] }
  key = (await app.send(owner, 'POST', '/api-keys', body)).body.token
})

const connect = async (DEEDLINE_API_KEY: string) => {
  // Not the environment of the tests: their runner sets names that are settings of ours.
  const env = { PATH: process.env.PATH ?? '', DEEDLINE_URL: url, DEEDLINE_API_KEY }
  const command = { command: process.execPath, args: ['bin/deedline.ts', 'mcp'], env }
  const client = new Client({ name: 'Claude Desktop', version: '1' })
  await client.connect(new StdioClientTransport({ ...command, stderr: 'inherit' }))
  return agentOf(client)
}

test('an agent that starts a program works through it as it would at the address', async () => {
  const agent = await connect(key)
  expect((await agent.tools()).map(({ name }) => name)).toContain('documents_all')
  expect((await agent.use('teams_create', { body: { name: 'By hand' } })).json).toMatchObject({
    name: 'By hand',
  })
  const { body } = await app.send(owner, 'GET', '/audit?name=identity.team_created')
  expect(body.items[0].user_agent).toBe('Claude Desktop via MCP')
  await agent.client.close()
}, 30_000)

test('an invalid or missing key is reported', async () => {
  await expect(connect('dlk_invented')).rejects.toThrow('Deedline refused')
  const env = { PATH: process.env.PATH ?? '' }
  const { status, stderr } = spawnSync(process.execPath, ['bin/deedline.ts', 'mcp'], { env, input: '' })
  expect([status, String(stderr)]).toEqual([1, 'Set DEEDLINE_API_KEY to a key from Settings > API keys.\n'])
}, 30_000)

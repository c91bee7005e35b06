import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { FastifyInstance } from 'fastify'
import { fetchFrom } from '#testing/fetch-from.ts'

/** An AI agent with a token, connected by the SDK's own client. */
export async function connectAgent(api: FastifyInstance, token: string, name = 'Claude') {
  const transport = new StreamableHTTPClientTransport(new URL('http://deedline.test/mcp'), {
    fetch: fetchFrom(api),
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  })
  const client = new Client({ name, version: '1' })
  await client.connect(transport as Transport)
  return agentOf(client)
}

/** What tests ask of a connected client. */
export function agentOf(client: Client) {
  return {
    client,
    tools: async () => (await client.listTools()).tools,
    /** What the tool said, as text and, where it is JSON, as what it holds. */
    use: async (tool: string, args: Record<string, unknown> = {}) => {
      const { content, isError } = await client.callTool({ name: tool, arguments: args })
      const text = (content as { text: string }[]).map((part) => part.text).join('')
      return { text, json: parse(text), refused: isError === true }
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
function parse(text: string): any {
  try {
    return JSON.parse(text.split('\n\nThis page was shortened')[0] ?? '')
  } catch {
    return undefined
  }
}

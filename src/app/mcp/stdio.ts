import type { Readable, Writable } from 'node:stream'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import {
  ErrorCode,
  isInitializedNotification,
  isJSONRPCRequest,
  type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js'
import { readConnection } from '#infra/config.ts'

/** For agents that start a program instead of opening an address. Runs until the agent closes the input. */
export async function mcpCommand(): Promise<number> {
  await bridge(readConnection(process.env), process.stdin, process.stdout)
  return 0
}

/** Hands every message on to the server and every answer back, as it is. */
async function bridge(
  { url, api_key }: { url: string; api_key: string },
  input: Readable,
  output: Writable,
): Promise<void> {
  const agent = new StdioServerTransport(input, output)
  const server = new StreamableHTTPClientTransport(new URL('/mcp', url), {
    requestInit: { headers: { authorization: `Bearer ${api_key}` } },
  })
  const underWay = new Set<Promise<void>>()
  const handOn = async (message: JSONRPCMessage) => {
    // The server keeps no stream open for news: there is none.
    if (isInitializedNotification(message)) return
    await server.send(message).catch((error) => refuse(agent, message, error))
  }
  agent.onmessage = (message) => {
    const handing = handOn(message).finally(() => underWay.delete(handing))
    underWay.add(handing)
  }
  server.onmessage = (message) => {
    const version = 'result' in message && message.result.protocolVersion
    if (typeof version === 'string') server.setProtocolVersion(version)
    const answering = agent.send(message).finally(() => underWay.delete(answering))
    underWay.add(answering)
  }
  const ended = new Promise((resolve) => input.once('end', resolve))
  await server.start()
  await agent.start()
  await ended
  await Promise.all(underWay)
  await server.close()
  await agent.close()
}

/** What the server refused is the answer to the message; a notification has none. */
async function refuse(agent: StdioServerTransport, message: JSONRPCMessage, error: unknown): Promise<void> {
  if (!isJSONRPCRequest(message)) return
  const reason = error instanceof Error ? error.message : String(error)
  await agent.send({
    jsonrpc: '2.0',
    id: message.id,
    error: { code: ErrorCode.ConnectionClosed, message: `Deedline refused: ${reason}` },
  })
}

import type { AuditFact } from '#domains/identity/schema.ts'

/** `documents.version_added` reads "Documents: version added"; what it names follows. */
export function sentenceOf({ name, payload }: Pick<AuditFact, 'name' | 'payload'>): string {
  const [domain = '', what = ''] = name.split('.')
  const said = `${domain.charAt(0).toUpperCase()}${domain.slice(1)}: ${what.replaceAll('_', ' ')}`
  const named = payload.name ?? payload.title ?? payload.filename ?? payload.email
  return typeof named === 'string' ? `${said} · ${named}` : said
}

/** The AI agent that did it for the person: "Claude" of "Claude via MCP". */
export function agentIn({ user_agent }: Pick<AuditFact, 'user_agent'>): string | undefined {
  return /^(.+) via MCP$/.exec(user_agent ?? '')?.[1]
}

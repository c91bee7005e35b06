import { facts } from '#domains/identity/audit/contract.ts'
import type { AuditFact } from '#domains/identity/schema.ts'
import { useCall } from '#web/use-call.ts'

/** What each kind of fact is called, by its domain; a kind that this product no longer has is called by its name. */
export function useFactWords() {
  const { data } = useCall(facts.kinds, {}, { staleTime: Number.POSITIVE_INFINITY })
  const kinds = data?.items ?? []
  const labels = new Map(kinds.map(({ name, label }) => [name, label]))
  const labelOf = (name: string) => labels.get(name) ?? asSentence(name.split('.').at(-1) ?? name)
  const groupOf = (domain: string) =>
    kinds.find(({ name }) => name.startsWith(`${domain}.`))?.group ?? asSentence(domain)
  /** "Member invited · ana@roi.example" */
  const sentenceOf = ({ name, payload }: Pick<AuditFact, 'name' | 'payload'>) => {
    const named = payload.name ?? payload.title ?? payload.filename ?? payload.email
    return typeof named === 'string' ? `${labelOf(name)} · ${named}` : labelOf(name)
  }
  /** "All of Documents, Member joined", of the names that a webhook delivers. */
  const summaryOf = (names: string[]) =>
    names.includes('*')
      ? 'All events'
      : names
          .map((name) => (name.endsWith('.*') ? `All of ${groupOf(name.slice(0, -2))}` : labelOf(name)))
          .join(', ')
  return { kinds, labelOf, sentenceOf, summaryOf }
}

function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ')
}

/** The AI agent that did it for the person: "Claude" of "Claude via MCP". */
export function agentIn({ user_agent }: Pick<AuditFact, 'user_agent'>): string | undefined {
  return /^(.+) via MCP$/.exec(user_agent ?? '')?.[1]
}

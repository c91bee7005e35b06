import { contacts } from '#domains/contacts/domain.ts'
import { documents } from '#domains/documents/domain.ts'
import { exchanges } from '#domains/exchanges/domain.ts'
import { identity } from '#domains/identity/domain.ts'
import { transactions } from '#domains/transactions/domain.ts'
import type { Domain } from '#infra/domain.ts'
import { registerWithin } from '#infra/facts/within.ts'

/** The whole product, one line a domain, lowest first. */
export const domains: Domain[] = [identity, contacts, documents, transactions, exchanges]

export const jobs = domains.flatMap((domain) => domain.jobs ?? [])

registerWithin(domains.flatMap((domain) => domain.within ?? []))

import type { AmendmentDraft } from '#domains/transactions/amendments/schema.ts'
import type { Amount, AmountKind, Payer } from '#domains/transactions/amounts/schema.ts'
import type { Commission } from '#domains/transactions/commissions/schema.ts'
import {
  type TermsValues,
  termsOf,
  valuesOf as termsValuesOf,
} from '#web/features/transactions/page/commission/terms-values.ts'

/** An amount in the form: a known one has its id and version, a new one has none. */
export type AmountValues = Pick<Amount, 'kind' | 'label' | 'amount' | 'paid_by' | 'paid_to' | 'status'> & {
  id: string | null
  version: number
  removed: boolean
}

/** A closing as it is typed into the form. */
export type AmendValues = {
  closed_on: string
  sale_price: string
  reason: string
  amounts: AmountValues[]
}

type Deal = { closed_on: string | null; sale_price: string | null }

export function amendValuesOf({ closed_on, sale_price }: Deal, amounts: Amount[]): AmendValues {
  return {
    ...{ closed_on: closed_on ?? '', sale_price: sale_price ?? '', reason: '' },
    amounts: amounts.map(({ id, version, kind, label, amount, paid_by, paid_to, status }) => ({
      ...{ id, version, kind, label, amount, paid_by, paid_to, status, removed: false },
    })),
  }
}

export function newAmount(kind: AmountKind, label: string, [paid_by, paid_to]: [Payer, Payer]): AmountValues {
  const known = { id: null, version: 0, removed: false, status: 'paid' as const }
  return { ...known, kind, label, amount: '', paid_by, paid_to }
}

type Before = { deal: Deal; amounts: Amount[]; commission: Pick<Commission, 'terms' | 'version'> | undefined }

/** What of the form is another than before: only that is sent. */
export function draftOf(
  { closed_on, sale_price, amounts }: AmendValues,
  terms: TermsValues | null,
  before: Before,
) {
  const changed = changesOf(amounts, before.amounts)
  const commission = terms && basisOf(terms, before.commission)
  const draft: AmendmentDraft = {
    ...(closed_on !== (before.deal.closed_on ?? '') && { closed_on }),
    ...(Number(sale_price) !== Number(before.deal.sale_price ?? '') && { sale_price }),
    ...(changed && { amounts: changed }),
    ...(commission && { commission }),
  }
  return draft
}

function changesOf(amounts: AmountValues[], before: Amount[]): AmendmentDraft['amounts'] | null {
  const known = new Map(before.map((one) => [one.id, one]))
  const added = amounts.flatMap(({ id, version: _, removed, ...rest }) =>
    id || removed ? [] : [{ ...rest, held_by: null, due_on: null, settled_on: null }],
  )
  const changed = amounts.flatMap(({ id, version, removed, amount, label }) => {
    const was = id && !removed ? known.get(id) : undefined
    if (!id || !was || (Number(was.amount) === Number(amount) && was.label === label)) return []
    return [{ id, version, amount, label }]
  })
  const removed = amounts.flatMap(({ id, removed }) => (id && removed ? [id] : []))
  return added.length + changed.length + removed.length > 0 ? { added, changed, removed } : null
}

function basisOf(terms: TermsValues, before: Before['commission']): AmendmentDraft['commission'] | null {
  if (!before?.terms) return null
  const pick = ({ gross, paid_by, listing_share }: ReturnType<typeof termsOf>) => ({
    ...{ gross, paid_by, listing_share },
  })
  const now = pick(termsOf(terms))
  const was = pick(termsOf(termsValuesOf(before.terms)))
  return JSON.stringify(now) === JSON.stringify(was) ? null : { ...now, version: before.version }
}

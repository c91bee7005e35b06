import { financialsChanged, financialsViewed } from '#domains/contacts/events.ts'
import { mayEdit } from '#domains/contacts/policy.ts'
import { getContact } from '#domains/contacts/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { decrypt, encrypt } from '#infra/secrets.ts'
import type { Actor } from '#lib/actor.ts'
import { demand } from '#lib/errors.ts'
import { findFinancials, saveFinancials } from './queries.ts'
import type { Financials, FinancialsChange } from './schema.ts'

export async function viewFinancials(
  tx: Tx,
  actor: Actor,
  contact_id: string,
  secret: string,
): Promise<Financials> {
  await getContact(tx, actor.organization_id, contact_id)
  await publish(tx, actor.organization_id, financialsViewed, contact_id, {})
  return readFinancials(tx, actor, contact_id, secret)
}

async function readFinancials(tx: Tx, actor: Actor, contact_id: string, secret: string): Promise<Financials> {
  const kept = await findFinancials(tx, actor.organization_id, contact_id)
  const { tax_id_encrypted, credit_score, net_worth_estimate, investment_capacity } = kept ?? {}
  return {
    tax_id: tax_id_encrypted ? decrypt(secret, tax_id_encrypted) : null,
    credit_score: credit_score ?? null,
    net_worth_estimate: net_worth_estimate ?? null,
    investment_capacity: investment_capacity ?? null,
  }
}

export async function changeFinancials(
  tx: Tx,
  actor: Actor,
  contact_id: string,
  { tax_id, ...amounts }: FinancialsChange,
  secret: string,
): Promise<Financials> {
  const { organization_id, user_id } = actor
  const contact = await getContact(tx, organization_id, contact_id)
  demand(mayEdit(actor, contact), 'change this contact')
  const digits = tax_id?.replaceAll('-', '')
  await saveFinancials(tx, organization_id, contact_id, {
    ...amounts,
    ...(tax_id !== undefined && {
      tax_id_encrypted: tax_id && encrypt(secret, tax_id),
      tax_id_last4: digits?.slice(-4) ?? null,
    }),
    updated_by: user_id,
  })
  const fields = Object.keys({ ...amounts, ...(tax_id !== undefined && { tax_id }) })
  await publish(tx, organization_id, financialsChanged, contact_id, { fields })
  return readFinancials(tx, actor, contact_id, secret)
}

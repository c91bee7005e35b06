import { organizationChanged } from '#domains/identity/events.ts'
import type { Organization, OrganizationChange } from '#domains/identity/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { getOrganization, lockOrganization, saveLogo, saveOrganization } from './queries.ts'

const AUDITED = [
  'name',
  'license_number',
  'phone',
  'email',
  'website',
  'branding',
  'settings',
  'mfa_required',
] as const

export async function changeOrganization(
  tx: Tx,
  actor: Actor,
  version: number,
  change: OrganizationChange,
): Promise<Organization> {
  const before = await getOrganization(tx, actor.organization_id)
  const after = unchanged(await saveOrganization(tx, actor.organization_id, version, change), 'organization')
  await publish(tx, actor.organization_id, organizationChanged, after.id, changesOf(before, after, AUDITED))
  return after
}

/** Sets a new logo, or none; returns the address of the one before, so that its file can be removed. */
export async function changeLogo(
  tx: Tx,
  { organization_id }: Actor,
  logo_url: string | null,
): Promise<{ before: string | null; saved: Organization }> {
  await lockOrganization(tx, organization_id)
  const before = await getOrganization(tx, organization_id)
  const saved = await saveLogo(tx, organization_id, logo_url)
  await publish(
    tx,
    organization_id,
    organizationChanged,
    organization_id,
    changesOf(before, saved, ['logo_url']),
  )
  return { before: before.logo_url, saved }
}

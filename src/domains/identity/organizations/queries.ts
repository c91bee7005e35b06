import { sql } from 'kysely'
import type { Organization, OrganizationChange } from '#domains/identity/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'

const ORGANIZATION = [
  'id',
  'name',
  'slug',
  'type',
  'license_number',
  'phone',
  'email',
  'website',
  'logo_url',
  'branding',
  'settings',
  'subscription_tier',
  'mfa_required',
  'storage_quota_bytes',
  'version',
] as const

/** The slug is the name in ASCII with a few random characters, so that it never collides. */
export async function insertOrganization(
  tx: Tx,
  organization: { id?: string; name: string; type: Organization['type']; slug?: string },
): Promise<string> {
  const words = organization.name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
  const slug =
    organization.slug ??
    `${words.replaceAll(/^-|-$/g, '') || 'organization'}-${Math.random().toString(36).slice(2, 8)}`
  const row = await tx
    .insertInto('organizations')
    .values({ ...organization, slug })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function getOrganization(tx: Tx, id: string): Promise<Organization> {
  return found(
    await tx.selectFrom('organizations').select(ORGANIZATION).where('id', '=', id).executeTakeFirst(),
    'organization',
  )
}

export function saveOrganization(
  tx: Tx,
  id: string,
  version: number,
  { branding, settings, ...change }: Partial<OrganizationChange>,
): Promise<Organization | undefined> {
  return tx
    .updateTable('organizations')
    .set({
      ...change,
      ...(branding ? { branding: JSON.stringify(branding) } : {}),
      ...(settings ? { settings: JSON.stringify(settings) } : {}),
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(ORGANIZATION)
    .executeTakeFirst()
}

export async function saveLogo(tx: Tx, id: string, logo_url: string | null): Promise<Organization> {
  return tx
    .updateTable('organizations')
    .set({ logo_url })
    .where('id', '=', id)
    .returning(ORGANIZATION)
    .executeTakeFirstOrThrow()
}

export async function lockOrganization(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('organizations').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

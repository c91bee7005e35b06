import { z } from 'zod'
import { Organization, OrganizationChange, ProviderState } from '#domains/identity/schema.ts'
import { contract, get, patch } from '#lib/contract.ts'

/** The organization of the request. */
export const organizations = contract(
  { tag: 'organization', about: ['organization'], who: 'organization.manage' },
  {
    one: get('/organization', {
      summary: 'View the organization',
      who: 'member',
      gives: Organization,
      versioned: true,
    }),
    change: patch('/organization', {
      errors: ['reauthentication_required'],
      summary: 'Change the organization',
      agents: false,
      takes: OrganizationChange,
      gives: Organization,
      versioned: true,
    }),
    providers: get('/organization/providers', {
      summary: 'List sign-in providers, and the settings that turn them on',
      gives: z.object({ items: z.array(ProviderState) }),
      whole: 'The providers that this installation supports.',
    }),
  },
)

import { organizationCache } from '#domains/identity/caches.ts'
import { describeProviders } from '#domains/identity/oidc/providers.ts'
import { demandConfirmed } from '#domains/identity/sessions/confirm.ts'
import { remember } from '#infra/cache/cache.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { organizations } from './contract.ts'
import { changeOrganization } from './organizations.ts'
import { getOrganization } from './queries.ts'

export const organizationRoutes: Routes = async (http, infra) => {
  const { cache, config } = infra
  serve(http, infra, organizations, {
    one: ({ actor: { organization_id }, read }) =>
      remember(cache, organizationCache, { organization_id }, () =>
        read((tx) => getOrganization(tx, organization_id)),
      ),
    change: async ({ actor, body, version, act }) => {
      if (body.mfa_required === false) await demandConfirmed(infra, actor)
      const organization = await act((tx) => changeOrganization(tx, actor, version, body))
      // The row's notification arrives a moment later; whoever made the change must see it right away.
      await cache.invalidate([organizationCache.key({ organization_id: organization.id })])
      return organization
    },
    providers: () => ({ items: describeProviders(config) }),
  })
}

import { resolveContact } from '#domains/contacts/contacts.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exceptConflict, showConflicts } from './conflicts.ts'
import { conflicts, taxpayerRelationships } from './contract.ts'
import { pageOfRelationships } from './queries.ts'
import { changeService, recordService, removeService } from './services.ts'

export const conflictRoutes: Routes = async (http, infra) => {
  serve(http, infra, conflicts, {
    one: ({ actor, params, act, now }) => act((tx) => showConflicts(tx, actor, params.id, now)),
    except: ({ actor, params, body, act, now }) =>
      act((tx) => exceptConflict(tx, actor, params.id, body, now)),
  })
  serve(http, infra, taxpayerRelationships, {
    all: ({ actor, params, page, act }) =>
      act(async (tx) => {
        const contact_id = await resolveContact(tx, actor, params.id)
        return pageOfRelationships(tx, actor.organization_id, contact_id, page)
      }),
    create: ({ actor, params, body, act }) => act((tx) => recordService(tx, actor, params.id, body)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeService(tx, actor, params.id, params.taxpayer_relationship_id, version, body)),
    remove: ({ actor, params, act }) =>
      act((tx) => removeService(tx, actor, params.id, params.taxpayer_relationship_id)),
  })
}

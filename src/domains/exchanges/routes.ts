import { createFeed } from '#domains/identity/calendars/feeds.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchanges } from './contract.ts'
import { activateExchange, cancelExchange, changeExchange, createExchange, detailOf } from './exchanges.ts'
import { countExchanges, listExchanges } from './list/queries.ts'
import { getExchange } from './queries.ts'

export const exchangeRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchanges, {
    all: ({ actor, query, page, read, now }) =>
      read((tx) => listExchanges(tx, actor.organization_id, query, page, now)),
    count: ({ actor, query, read }) => read((tx) => countExchanges(tx, actor.organization_id, query)),
    one: ({ actor, params, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await getExchange(tx, actor.organization_id, params.id, now), now),
      ),
    create: ({ actor, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await createExchange(tx, actor, body, now), now)),
    change: ({ actor, params, version, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await changeExchange(tx, actor, params.id, version, body, now), now),
      ),
    activate: ({ actor, params, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await activateExchange(tx, actor, params.id, now), now)),
    calendar: ({ actor, params, act, now }) =>
      act(async (tx) => {
        const { id: subject_id, name } = await getExchange(tx, actor.organization_id, params.id, now)
        return createFeed(tx, actor, { name, subject_type: 'exchange', subject_id }, infra.config)
      }),
    cancel: ({ actor, params, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await cancelExchange(tx, actor, params.id, body.reason, now), now),
      ),
  })

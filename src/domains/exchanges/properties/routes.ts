import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchangeProperties } from './contract.ts'
import { addExchangeProperty, changeExchangeProperty, removeExchangeProperty } from './properties.ts'
import { pageOfProperties } from './queries.ts'

export const exchangePropertyRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeProperties, {
    all: ({ actor: { organization_id }, params, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return pageOfProperties(tx, organization_id, params.id, page)
      }),
    create: ({ actor, params, body, act, now }) =>
      act((tx) => addExchangeProperty(tx, actor, params.id, body, now)),
    change: ({ actor, params, version, body, act, now }) =>
      act((tx) =>
        changeExchangeProperty(tx, actor, params.id, params.exchange_property_id, version, body, now),
      ),
    remove: ({ actor, params, act, now }) =>
      act((tx) => removeExchangeProperty(tx, actor, params.id, params.exchange_property_id, now)),
  })

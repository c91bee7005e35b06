import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchangeSettings } from './contract.ts'
import { getSettings } from './queries.ts'
import { changeSettings } from './settings.ts'

export const exchangeSettingsRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeSettings, {
    one: ({ actor, read }) => read((tx) => getSettings(tx, actor.organization_id)),
    change: ({ actor, version, body, act }) => act((tx) => changeSettings(tx, actor, version, body)),
  })

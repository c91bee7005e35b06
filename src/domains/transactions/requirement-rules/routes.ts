import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { rules } from './contract.ts'
import { findEvaluation } from './evaluation/queries.ts'
import { previewChange, previewRule } from './preview/preview.ts'
import { getRule, listRules } from './queries.ts'
import { changeRule, copyLibrary, createRule, readLibrary, removeRule } from './requirement-rules.ts'

export const ruleRoutes: Routes = async (http, infra) =>
  serve(http, infra, rules, {
    all: ({ actor, page, read }) => read((tx) => listRules(tx, actor.organization_id, page)),
    library: ({ actor, read }) => read((tx) => readLibrary(tx, actor.organization_id)),
    evaluation: ({ actor, readOne }) => readOne((tx) => findEvaluation(tx, actor.organization_id)),
    copy: ({ actor, body, act }) => act((tx) => copyLibrary(tx, actor, body)),
    preview_new: ({ actor, body, act }) => act((tx) => previewRule(tx, actor.organization_id, null, body)),
    one: ({ actor, params, readOne }) => readOne((tx) => getRule(tx, actor.organization_id, params.id)),
    create: ({ actor, body, act }) => act((tx) => createRule(tx, actor, body)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeRule(tx, actor, params.id, version, body)),
    preview: ({ actor, params, body, act }) =>
      act((tx) => previewChange(tx, actor.organization_id, params.id, body)),
    remove: ({ actor, params, act }) => act((tx) => removeRule(tx, actor, params.id)),
  })

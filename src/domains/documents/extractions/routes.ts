import { showExtractions } from '#domains/documents/content/content.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { extractions } from './contract.ts'
import { acceptExtractions, decideExtraction } from './extractions.ts'

export const extractionRoutes: Routes = async (http, infra) => {
  serve(http, infra, extractions, {
    all: ({ actor, params, page, act }) => act((tx) => showExtractions(tx, actor, params.id, page)),
    accept: ({ actor, params, body, act, now }) =>
      act((tx) => acceptExtractions(tx, actor, params.id, body.from, now)),
    decide: ({ actor, params, body, act, now }) =>
      act((tx) => decideExtraction(tx, actor, params.id, params.extraction_id, body, now)),
  })
}

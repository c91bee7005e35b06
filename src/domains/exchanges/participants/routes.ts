import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { participants } from './contract.ts'
import { addParticipant, changeParticipant, removeParticipant } from './participants.ts'
import { listParticipants } from './queries.ts'

export const participantRoutes: Routes = async (http, infra) =>
  serve(http, infra, participants, {
    all: ({ actor: { organization_id }, params, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return listParticipants(tx, organization_id, params.id, page)
      }),
    create: ({ actor, params, body, act, now }) =>
      act((tx) => addParticipant(tx, actor, params.id, body, now)),
    change: ({ actor, params, version, body, act, now }) =>
      act((tx) =>
        changeParticipant(tx, actor, params.id, params.exchange_participant_id, version, body, now),
      ),
    remove: ({ actor, params, act, now }) =>
      act((tx) => removeParticipant(tx, actor, params.id, params.exchange_participant_id, now)),
  })

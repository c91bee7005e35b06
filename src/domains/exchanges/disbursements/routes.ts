import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { disbursements } from './contract.ts'
import { detailOf } from './detail.ts'
import {
  authoriseDisbursement,
  changeDisbursement,
  endDisbursement,
  requestDisbursement,
} from './disbursements.ts'
import { getDisbursement, listDisbursements } from './queries.ts'
import { approveDisbursement, releaseDisbursement, sendDisbursement } from './release.ts'

export const disbursementRoutes: Routes = async (http, infra) =>
  serve(http, infra, disbursements, {
    all: ({ actor, query, page, read }) =>
      read((tx) => listDisbursements(tx, actor.organization_id, query, page)),
    one: ({ actor, params, act }) =>
      act(async (tx) => detailOf(tx, actor, await getDisbursement(tx, actor.organization_id, params.id))),
    create: ({ actor, params, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await requestDisbursement(tx, actor, params.id, body, now))),
    change: ({ actor, params, version, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await changeDisbursement(tx, actor, params.id, version, body, now)),
      ),
    authorise: ({ actor, params, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await authoriseDisbursement(tx, actor, params.id, body, now))),
    approve: ({ actor, params, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await approveDisbursement(tx, actor, params.id, body.terms_hash, now)),
      ),
    release: ({ actor, params, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await releaseDisbursement(tx, actor, params.id, body.terms_hash, now)),
      ),
    send: ({ actor, params, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await sendDisbursement(tx, actor, params.id, body.bank_reference, now)),
      ),
    cancel: ({ actor, params, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await endDisbursement(tx, actor, params.id, 'cancel', body.reason, now)),
      ),
    refuse: ({ actor, params, body, act, now }) =>
      act(async (tx) =>
        detailOf(tx, actor, await endDisbursement(tx, actor, params.id, 'refuse', body.reason, now)),
      ),
  })

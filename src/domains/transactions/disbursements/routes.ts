import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { disbursements } from './contract.ts'
import {
  approveDisbursement,
  confirmPayment,
  printDisbursement,
  readDisbursement,
  sendDisbursement,
} from './disbursements.ts'
import { emailDisbursement } from './email.ts'

export const disbursementRoutes: Routes = async (http, infra) =>
  serve(http, infra, disbursements, {
    one: ({ actor, params, act }) => act((tx) => readDisbursement(tx, actor, params.id)),
    pdf: async ({ actor, params, query, reply }) => {
      const { bytes, filename } = await printDisbursement(infra, actor, params.id, query.copy)
      reply.type('application/pdf').header('content-disposition', `attachment; filename="${filename}"`)
      return reply.send(Buffer.from(bytes))
    },
    approve: ({ actor, params, body, now }) => approveDisbursement(infra, actor, params.id, body, now),
    send: ({ actor, params, body, act }) => act((tx) => sendDisbursement(tx, actor, params.id, body)),
    email: ({ actor, params, body }) => emailDisbursement(infra, actor, params.id, body),
    pay: ({ actor, params, body, act, now }) => act((tx) => confirmPayment(tx, actor, params.id, body, now)),
  })

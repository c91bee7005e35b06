import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { clientStatement } from './contract.ts'
import { readStatement, statementPdf } from './statement.ts'

export const clientStatementRoutes: Routes = async (http, infra) =>
  serve(http, infra, clientStatement, {
    pdf: async ({ actor, params, query, act, reply, now }) => {
      const content = await act((tx) => readStatement(tx, actor.organization_id, params.id, query, now))
      const filename = `statement-${content.exchange.exchange_number}-${query.to}.pdf`
      reply.type('application/pdf').header('content-disposition', `attachment; filename="${filename}"`)
      return reply.send(Buffer.from(await statementPdf(content)))
    },
  })

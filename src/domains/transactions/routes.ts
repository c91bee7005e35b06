import { createFeed } from '#domains/identity/calendars/feeds.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { sendSheet } from '#infra/sheets/send-sheet.ts'
import { today } from '#lib/dates.ts'
import { changeManyTransactions } from './bulk/bulk.ts'
import { transactions } from './contract.ts'
import { exportTransactions } from './exports/exports.ts'
import { countTransactions, listTransactions } from './list/queries.ts'
import { getTransaction } from './queries.ts'
import {
  archiveTransaction,
  changeTransaction,
  createTransaction,
  detailOf,
  unarchiveTransaction,
} from './transactions.ts'

export const transactionRoutes: Routes = async (http, infra) =>
  serve(http, infra, transactions, {
    all: ({ actor, query, page, read }) =>
      read((tx) => listTransactions(tx, actor.organization_id, query, page)),
    count: ({ actor, query, read }) => read((tx) => countTransactions(tx, actor.organization_id, query)),
    export: async ({ actor, query, act, now, reply }) =>
      sendSheet(reply, query.format, {
        name: `deals-${today(now, actor)}`,
        ...(await exportTransactions(act, actor, query)),
      }),
    bulk: ({ actor, body, act, now }) => act((tx) => changeManyTransactions(tx, actor, body, now)),
    one: ({ actor, params, act }) =>
      act(async (tx) => detailOf(tx, actor, await getTransaction(tx, actor.organization_id, params.id))),
    create: ({ actor, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await createTransaction(tx, actor, body, now))),
    change: ({ actor, params, version, body, act }) =>
      act(async (tx) => detailOf(tx, actor, await changeTransaction(tx, actor, params.id, version, body))),
    archive: ({ actor, params, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await archiveTransaction(tx, actor, params.id, now))),
    calendar: ({ actor, params, act }) =>
      act(async (tx) => {
        const { id: subject_id, address: name } = await getTransaction(tx, actor.organization_id, params.id)
        return createFeed(tx, actor, { name, subject_type: 'transaction', subject_id }, infra.config)
      }),
    unarchive: ({ actor, params, act }) =>
      act(async (tx) => detailOf(tx, actor, await unarchiveTransaction(tx, actor, params.id))),
  })

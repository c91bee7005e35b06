import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { sendSheet } from '#infra/sheets/send-sheet.ts'
import { today } from '#lib/dates.ts'
import { changeManyContacts } from './bulk/bulk.ts'
import { changeContact, createContact, detailOf, restoreContact, trashContact } from './contacts.ts'
import { contacts } from './contract.ts'
import { exportContacts } from './exports/exports.ts'
import { countContacts, listContacts } from './list/queries.ts'
import { mapContacts } from './map/map.ts'
import { getContact } from './queries.ts'

export const contactRoutes: Routes = async (http, infra) =>
  serve(http, infra, contacts, {
    all: ({ actor, query, page, read }) => read((tx) => listContacts(tx, actor.organization_id, query, page)),
    count: async ({ actor, query, read }) => ({
      count: await read((tx) => countContacts(tx, actor.organization_id, query)),
    }),
    map: ({ actor, query, act }) => act((tx) => mapContacts(tx, actor, query)),
    export: async ({ actor, query, act, now, reply }) =>
      sendSheet(reply, query.format, {
        name: `contacts-${today(now, actor)}`,
        ...(await exportContacts(act, actor, query)),
      }),
    bulk: ({ actor, body, act, now }) => act((tx) => changeManyContacts(tx, actor, body, now)),
    one: async ({ actor, params, readOne }) =>
      detailOf(actor, await readOne((tx) => getContact(tx, actor.organization_id, params.id))),
    create: async ({ actor, body, act }) =>
      detailOf(actor, await act((tx) => createContact(tx, actor, body))),
    change: async ({ actor, params, version, body, act }) =>
      detailOf(actor, await act((tx) => changeContact(tx, actor, params.id, version, body))),
    remove: ({ actor, params, act, now }) => act((tx) => trashContact(tx, actor, params.id, now)),
    restore: async ({ actor, params, act }) =>
      detailOf(actor, await act((tx) => restoreContact(tx, actor, params.id))),
  })

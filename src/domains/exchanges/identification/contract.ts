import { contract, get, page, patch, post, remove } from '#lib/contract.ts'
import {
  Identification,
  IdentificationNotice,
  IdentificationTrial,
  InkSigned,
  NewNotice,
  NoticeChange,
  NoticeSending,
} from './schema.ts'

const NOTICE = '/exchanges/:id/identification-notices/:notice_id'

export const identifications = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.edit' },
  {
    one: get('/exchanges/:id/identification', {
      summary: 'Show what an exchange has identified, and hold it against the 3-property, 200% and 95% rules',
      who: 'exchanges.read',
      gives: Identification,
    }),
    check: post('/exchanges/:id/identification/check', {
      summary: 'Show what the rules would say with more identified or revoked, and save nothing',
      who: 'exchanges.read',
      takes: IdentificationTrial,
      gives: Identification,
      status: 200,
    }),
    all: page('/exchanges/:id/identification-notices', {
      summary: 'List the notices of identification and revocation of an exchange',
      who: 'exchanges.read',
      item: IdentificationNotice,
      by: ['id'],
    }),
    create: post('/exchanges/:id/identification-notices', {
      summary: 'Draft a notice that identifies or revokes properties',
      takes: NewNotice,
      gives: IdentificationNotice,
      status: 201,
      errors: ['refused'],
    }),
    change: patch(NOTICE, {
      summary: 'Update a draft of a notice',
      takes: NoticeChange,
      gives: IdentificationNotice,
      versioned: true,
      errors: ['refused'],
    }),
    discard: remove(NOTICE, {
      summary: 'Discard a notice that isn’t signed yet',
      errors: ['refused'],
    }),
    preview: get(`${NOTICE}/pdf`, {
      summary: 'Read a notice as a PDF',
      who: 'exchanges.read',
      gives: 'file',
    }),
    send: post(`${NOTICE}/send`, {
      summary: 'Ask the taxpayer to sign a notice',
      takes: NoticeSending,
      gives: IdentificationNotice,
      errors: ['refused', 'quota_exceeded', 'duplicate'],
      agents: false,
    }),
    sign: post(`${NOTICE}/sign`, {
      summary: 'Record a notice that was signed in ink and sent before the deadline',
      takes: InkSigned,
      gives: IdentificationNotice,
      errors: ['refused'],
      agents: false,
    }),
    revoke: post(`${NOTICE}/revoke`, {
      summary: 'Draft the revocation of a signed notice, to the same recipient',
      gives: IdentificationNotice,
      status: 201,
      errors: ['refused'],
    }),
  },
)

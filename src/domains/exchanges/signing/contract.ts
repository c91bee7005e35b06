import { z } from 'zod'
import { contract, get, page, post } from '#lib/contract.ts'
import {
  Declining,
  Ending,
  NewSignatureRequest,
  SignatureRequest,
  Signing,
  WaitingSignature,
} from './schema.ts'

const REQUEST = '/exchanges/:id/signature-requests/:signature_request_id'

export const signatureRequests = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.edit' },
  {
    all: page('/exchanges/:id/signature-requests', {
      summary: 'List the documents of an exchange that are out for signature or signed',
      who: 'exchanges.read',
      item: SignatureRequest,
      by: ['id'],
    }),
    one: get(REQUEST, {
      summary: 'Get a signature request, with who has signed',
      who: 'exchanges.read',
      gives: SignatureRequest,
    }),
    create: post('/exchanges/:id/signature-requests', {
      summary: 'Ask people to sign a PDF of an exchange',
      takes: NewSignatureRequest,
      gives: SignatureRequest,
      status: 201,
      errors: ['refused'],
      agents: false,
    }),
    remind: post(`${REQUEST}/remind`, {
      summary: 'Email those who have not signed yet again',
      gives: SignatureRequest,
      errors: ['refused'],
      agents: false,
    }),
    cancel: post(`${REQUEST}/cancel`, {
      summary: 'Cancel a signature request, with the reason',
      takes: Ending,
      gives: SignatureRequest,
      errors: ['refused'],
      agents: false,
    }),
  },
)

export const signatures = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'member' },
  {
    all: get('/signatures', {
      summary: 'List the signatures that wait for you',
      gives: z.object({ items: z.array(WaitingSignature) }),
      whole: 'What one member has still to sign.',
    }),
    sign: post('/signatures/:signature_id/sign', {
      summary: 'Sign a document that waits for your signature',
      takes: Signing,
      gives: SignatureRequest,
      errors: ['refused', 'conflict', 'unavailable'],
      agents: false,
    }),
    decline: post('/signatures/:signature_id/decline', {
      summary: 'Decline to sign a document, with the reason',
      takes: Declining,
      gives: SignatureRequest,
      errors: ['refused'],
      agents: false,
    }),
  },
)

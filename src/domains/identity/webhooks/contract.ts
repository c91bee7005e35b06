import { z } from 'zod'
import { contract, get, page, patch, post, remove } from '#lib/contract.ts'
import {
  Delivery,
  DeliveryDetail,
  DeliveryState,
  NewWebhook,
  Resend,
  Webhook,
  WebhookChange,
  WithSecret,
} from './schema.ts'

/** Endpoints that are notified of what happens in the organization. */
export const webhooks = contract(
  { tag: 'webhooks', about: ['webhook'], who: 'webhooks.manage', agents: false },
  {
    all: page('/webhooks', { summary: 'List webhook endpoints', item: Webhook, by: ['id'] }),
    one: get('/webhooks/:id', { summary: 'View a webhook endpoint', gives: Webhook, versioned: true }),
    create: post('/webhooks', {
      summary: 'Create a webhook endpoint; its signing secret is shown once',
      takes: NewWebhook,
      gives: Webhook.extend(WithSecret.shape),
      status: 201,
      secret: true,
    }),
    change: patch('/webhooks/:id', {
      summary: 'Change, pause or resume a webhook endpoint',
      takes: WebhookChange,
      gives: Webhook,
      versioned: true,
    }),
    remove: remove('/webhooks/:id', { summary: 'Delete a webhook endpoint and its log' }),
    rotateSecret: post('/webhooks/:id/rotate-secret', {
      summary: 'Make a new signing secret; the old one also signs for 24 hours',
      gives: WithSecret,
      secret: true,
      limit: 10,
    }),
    test: post('/webhooks/:id/test', {
      summary: 'Send a test delivery',
      gives: Delivery,
      status: 201,
      limit: 30,
    }),
    resend: post('/webhooks/:id/resend', {
      summary: 'Send everything since a time that has not been delivered',
      takes: Resend,
      gives: z.object({ count: z.number().int() }),
      limit: 10,
    }),
  },
)

/** What was sent to an endpoint in the last 30 days. */
export const deliveries = contract(
  { tag: 'webhooks', about: ['webhook'], who: 'webhooks.manage', agents: false },
  {
    all: page('/webhooks/:id/deliveries', {
      summary: 'List deliveries, newest first',
      query: z.object({ state: DeliveryState.optional() }),
      item: Delivery,
      by: ['id'],
    }),
    one: get('/webhooks/:id/deliveries/:delivery_id', {
      summary: 'View a delivery with its body and attempts',
      gives: DeliveryDetail,
    }),
    resend: post('/webhooks/:id/deliveries/:delivery_id/resend', {
      summary: 'Send a delivery again',
      gives: Delivery,
    }),
  },
)

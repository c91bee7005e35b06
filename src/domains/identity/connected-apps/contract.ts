import { z } from 'zod'
import { contract, get, page, post, remove } from '#lib/contract.ts'
import { AppConsent, AppPreview, AppRequest, ConnectedApp } from './schema.ts'

/** Apps that work with a member's permissions, such as AI agents. */
export const connectedApps = contract(
  { tag: 'connected apps', about: ['connected_app'], who: 'api_keys.use', agents: false },
  {
    all: page('/connected-apps', {
      summary: 'List connected apps: yours, or everyone’s if you manage members',
      who: 'member',
      item: ConnectedApp,
      by: ['id'],
    }),
    preview: get('/connected-apps/request', {
      summary: 'View who asks to be connected',
      query: AppRequest,
      gives: AppPreview,
    }),
    connect: post('/connected-apps', {
      summary: 'Connect an app; the answer is the address to send it the code at',
      takes: AppConsent,
      gives: z.object({ redirect_url: z.string() }),
      status: 201,
      confirmed: true,
      secret: true,
    }),
    revoke: remove('/connected-apps/:id', { summary: 'Disconnect an app', who: 'member' }),
  },
)

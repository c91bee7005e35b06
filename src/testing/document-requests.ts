import { expect } from 'vitest'
import type { testApp } from './app.ts'
import { form, makePdf } from './files.ts'
import type { TestPerson } from './people.ts'

type App = ReturnType<typeof testApp>
export type Item = { id: string; title: string; state: string; received_count: number }

export const ITEMS = [
  { title: 'W-2, 2025', explanation: 'From your employer. One page is enough.', document_type: 'loan' },
  { title: 'Bank statement', explanation: 'All pages, also empty ones.' },
  { title: 'Photo ID' },
]

/** What tests of document requests do again and again: the agent asks, the client sends. */
export function requestsOf(app: App, agentOf: () => TestPerson) {
  let n = 0
  return {
    async ask(more: object = {}) {
      const requested_from_email = `client-${++n}@client.example`
      const { status, body } = await app.send(agentOf(), 'POST', '/document-requests', {
        ...{ requested_from_email, requested_from_name: 'Carla Client', title: 'Loan file' },
        ...{ items: ITEMS, due_on: '2099-01-15', ...more },
      })
      expect(status).toBe(201)
      await app.runJobs()
      const mail = await app.mailTo(requested_from_email)
      const token = /\/r\/([\w-]+)/.exec(mail.text)?.[1] ?? ''
      return { id: body.id as string, items: body.items as Item[], token, mail, requested_from_email }
    },
    async sendIn(token: string, item?: string) {
      const { payload, headers } = form(await makePdf([`sheet ${++n}`]), `sheet ${n}.pdf`)
      const at = `/requested/${token}/files${item ? `?item=${item}` : ''}`
      return app.send(null, 'POST', at, payload, headers)
    },
    page: async (token: string) => (await app.send(null, 'GET', `/requested/${token}`)).body,
    mine: async (id: string) => {
      const { items } = (await app.send(agentOf(), 'GET', '/document-requests')).body
      return items.find((one: { id: string }) => one.id === id)
    },
    mark: (id: string, item: string | undefined, state: string, person = agentOf()) =>
      app.send(person, 'PATCH', `/document-requests/${id}/items/${item}`, { state }),
    submit: (token: string) => app.send(null, 'POST', `/requested/${token}/done`, {}),
  }
}

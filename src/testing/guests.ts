import type { testApp } from './app.ts'
import { form } from './files.ts'
import type { TestPerson } from './people.ts'

type App = ReturnType<typeof testApp>

/** What tests of clients who see a deal do again and again, as the agent of the deal. */
export function guestsOf(app: App, agentOf: () => TestPerson) {
  const post = (path: string, body: object = {}, person = agentOf()) => app.send(person, 'POST', path, body)
  const get = (path: string, person: TestPerson | null = agentOf()) => app.send(person, 'GET', path)
  let lines = 0
  return {
    post,
    get,
    async newDeal(more: object = {}, person = agentOf()): Promise<string> {
      const property = { address_line1: `${++lines} Harbor Street`, city: 'Austin', state: 'TX' }
      const body = { transaction_type: 'sale', side: 'listing', list_price: '500000.00', property, ...more }
      return (await post('/transactions', body, person)).body.id
    },
    async newParty(deal: string, name: string, role = 'seller', more: object = {}): Promise<string> {
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
      const contact = await post('/contacts', { display_name: name, emails: [{ email }], ...more })
      return (await post(`/transactions/${deal}/parties`, { contact_id: contact.body.id, role })).body.id
    },
    async newDocument(deal: string, title: string): Promise<string> {
      const { payload, headers } = form(Buffer.from(`${title} ${Math.random()}`), `${title}.txt`)
      const { id } = (await app.send(agentOf(), 'POST', '/documents', payload, headers)).body
      await post(`/transactions/${deal}/documents`, { document_id: id })
      return id
    },
    async invite(deal: string, party_id: string, more: object = {}) {
      const { status, body } = await post(`/transactions/${deal}/guests`, { party_id, ...more })
      return { status, body, token: String(body.url).split('/d/')[1] ?? '' }
    },
    /** What the holder of a link sees. */
    page: (token: string) => get(`/guest-deals/${token}`, null),
  }
}

import type { testApp } from './app.ts'
import type { TestPerson } from './people.ts'

type App = ReturnType<typeof testApp>

let lines = 0

/** An exchange in its identification period, and what tests do with it. */
export function exchangesOf(app: App, coordinatorOf: () => TestPerson) {
  const send = (method: string, path: string, body?: object, person = coordinatorOf()) =>
    app.send(person, method, path, body)
  const post = (path: string, body?: object, person?: TestPerson) => send('POST', path, body, person)
  const get = async (path: string, person?: TestPerson) => (await send('GET', path, undefined, person)).body
  const newContact = async (display_name: string, more: object = {}) =>
    (await post('/contacts', { display_name, ...more })).body.id as string

  /** Transferred on a day; its client has an email address. */
  async function begun(transferred_on = '2026-03-02', more: object = {}) {
    const email = `taxpayer${++lines}@example.com`
    const client_id = await newContact(`Taxpayer ${lines}`, { emails: [{ email }] })
    const body = { client_id, time_zone: 'America/New_York', ...more }
    const { id } = (await post('/exchanges', body)).body
    await addProperty(id, { side: 'relinquished', price: '1000000.00', transferred_on })
    return { id: id as string, client_id, email }
  }
  async function addProperty(exchange: string, body: object = {}) {
    const property = { address_line1: `${++lines} Mill Road`, city: 'Boise', state: 'ID', zip_code: '83702' }
    const said = { side: 'replacement', property, price: '400000.00', ...body }
    return (await post(`/exchanges/${exchange}/properties`, said)).body as {
      id: string
      address: string
      version: number
    }
  }
  /** A draft that identifies these. */
  async function draft(exchange: string, properties: string[], more: object = {}) {
    const named = properties.map((exchange_property_id) => ({ exchange_property_id }))
    return post(`/exchanges/${exchange}/identification-notices`, { properties: named, ...more })
  }

  /** Opens the page of the participant whose address this is, with the link and the code of their newest emails. */
  async function openPage(email: string) {
    await app.runJobs()
    const token = /\/x\/([\w-]+)/.exec((await app.mailTo(email)).text ?? '')?.[1] ?? ''
    await app.send(null, 'POST', `/guest-exchanges/${token}/code`)
    await app.runJobs()
    const code = /\b(\d{6})\b/.exec((await app.mailTo(email)).subject)?.[1] ?? ''
    const { body } = await app.send(null, 'POST', `/guest-exchanges/${token}/session`, { code })
    const headers = { 'x-guest-session': body.session as string }
    const call = (method: string, path = '', said?: object) =>
      app.send(null, method, `/guest-exchanges/${token}${path}`, said, headers)
    const page = async () => (await call('GET')).body
    const sign = async (more: object = {}) => {
      const [waiting] = (await page()).to_sign
      return call('POST', `/signatures/${waiting.id}/sign`, {
        ...{ method: 'typed', signed_name: waiting.name, consent: true, document_hash: waiting.file_hash },
        ...more,
      })
    }
    return { token, code, headers, call, page, sign }
  }

  /** The server's clock, for a moment. */
  async function at<T>(moment: string, work: () => Promise<T>): Promise<T> {
    const { now } = app.infra()
    app.infra().now = () => new Date(moment)
    try {
      return await work()
    } finally {
      app.infra().now = now
    }
  }
  return { post, get, send, newContact, begun, addProperty, draft, openPage, at }
}

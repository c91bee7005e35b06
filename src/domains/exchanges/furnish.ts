import type { Furnish } from '#testing/furnish.ts'

/** Several of everything that a path of this domain can name. */
export const furnish: Furnish = async (app, owner) => {
  const create = async (path: string, body: object) => (await app.send(owner, 'POST', path, body)).body
  const names = ['Ann Exchanger', 'Bob Exchanger', 'Cem Exchanger', 'Dee Exchanger']
  let [exchanges, exchange_property_id, exchange_participant_id] = ['', '', '']
  for (const display_name of names) {
    const { id: client_id } = await create('/contacts', { display_name })
    const { id } = await create('/exchanges', { client_id })
    exchanges ||= id
  }
  for (const [n, display_name] of names.entries()) {
    const property = { address_line1: `${n + 1} Barter Lane`, city: 'Reno', state: 'NV', zip_code: '89501' }
    const added = { side: 'relinquished', property, transferred_on: `2026-02-0${n + 1}` }
    const path = `/exchanges/${exchanges}`
    exchange_property_id = (await create(`${path}/properties`, added)).id
    const { id: participant_id } = await create('/contacts', { display_name: `CPA of ${display_name}` })
    exchange_participant_id = (await create(`${path}/participants`, { participant_id, role: 'cpa' })).id
  }
  return { kind: 'deadlines', exchanges, exchange_property_id, exchange_participant_id }
}

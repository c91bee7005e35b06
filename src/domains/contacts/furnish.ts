import { form } from '#testing/files.ts'
import type { Furnish } from '#testing/furnish.ts'

/** Several of everything that a path of this domain can name. */
export const furnish: Furnish = async (app, owner) => {
  const add = async (display_name: string): Promise<string> =>
    (await app.send(owner, 'POST', '/contacts', { display_name })).body.id
  const [id = '', ...others] = await Promise.all(['Ann', 'Bob', 'Cem', 'Dee', 'Eve'].map(add))
  let relationship_id = ''
  let interaction_id = ''
  for (const other_contact_id of others) {
    const relation = { relation: 'spouse', other_contact_id }
    relationship_id = (await app.send(owner, 'POST', `/contacts/${id}/relationships`, relation)).body.id
    const call = { kind: 'call', summary: 'Talked.', happened_at: '2026-03-02T17:00:00.000Z' }
    interaction_id = (await app.send(owner, 'POST', `/contacts/${id}/interactions`, call)).body.id
  }
  let merge = ''
  for (const name of ['Twin', 'Triplet', 'Quadruplet']) {
    const loser = await add(name)
    merge = (await app.send(owner, 'POST', `/contacts/${loser}/merge`, { into_contact_id: id })).body.merge_id
  }
  let imports = ''
  for (const name of ['Ida', 'Jon', 'Kim']) {
    const { payload, headers } = form(
      Buffer.from(`Name,Email\n${name},${name}@furnish.example\n`),
      'contacts.csv',
    )
    imports = (await app.send(owner, 'POST', '/contacts/imports', payload, headers)).body.id
  }
  return { imports, contacts: id, relationship_id, interaction_id, 'contact-merges': merge }
}

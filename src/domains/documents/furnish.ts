import { newId } from '#lib/ids.ts'
import { form } from '#testing/files.ts'
import type { Furnish } from '#testing/furnish.ts'

const SEVERAL = [1, 2, 3, 4]
const TERMS = 'GRANT DEED\nGrantor: Thomas Whitfield\nGrantee: Maria Alvarez\nAPN: 019-210-044'

/** Several of everything that a path of this domain can name. */
export const furnish: Furnish = async (app, owner) => {
  const upload = async (path: string, text: string, name: string, fields = {}) => {
    const { payload, headers } = form(Buffer.from(text), name, fields)
    return (await app.send(owner, 'POST', path, payload, headers)).body
  }
  const add = async (path: string, body: object, person = owner) =>
    (await app.send(person, 'POST', path, body)).body
  const { id } = await upload('/documents', TERMS, 'first.txt', { visibility: 'agency' })
  await app.runJobs()
  const colleague = await app.newPerson('agent', owner)
  let [share, request] = [
    { id: '', url: '' },
    { id: '', items: [{ id: '' }] },
  ]
  for (const n of SEVERAL) {
    await upload('/documents', `A note ${n}`, `other-${n}.txt`)
    await upload(`/documents/${id}/versions`, `${TERMS}\nVersion ${n}`, 'first.txt')
    await add(`/documents/${id}/comments`, { content: `Comment ${n}` })
    await add(`/documents/${id}/comments`, { content: `Answer ${n}` }, colleague)
    share = await add(`/documents/${id}/shares`, {})
    request = await add('/document-requests', { requested_from_email: 'c@example.com', title: `R ${n}` })
  }
  await app.runJobs()
  await app.readFeed()
  const rows = [{ email: 'imported@example.com', items: 'Deed' }]
  const extractions = (await app.send(owner, 'GET', `/documents/${id}/extractions`)).body.items
  return {
    documents: id,
    share_id: share.id,
    token: share.url.split('/').at(-1) ?? '',
    extraction_id: extractions[0]?.id ?? newId(),
    'document-requests': request.id,
    item_id: request.items[0]?.id ?? '',
    'document-request-imports': (await add('/document-request-imports', { rows })).import_id,
    uploads: newId(),
    version_number: '1',
    page_number: '1',
  }
}

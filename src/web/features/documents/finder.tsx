import { documents } from '#domains/documents/contract.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { answerTo } from '#web/calls.ts'
import { FileIcon } from '#web/kit/chips.tsx'
import type { Asking, Found, Hit } from '#web/pages.ts'
import { Highlighted } from './Highlights.tsx'
import { listRecent, type RecentDocument } from './recent.ts'
import { typeNameIn } from './TypeName.tsx'
import { titleOf } from './words.ts'

const SHOWN = 8

/** Documents for the search box; before anything is typed, those that were opened last. */
export async function find(q: string, { queries, membership }: Asking): Promise<Found> {
  if (q === '') return { hits: listRecent(membership.organization_id).map(toRecent) }
  const { items, corrected_query } = await queries.fetchQuery(answerTo(documents.all, { q, limit: SHOWN }))
  return {
    hits: items.map(toHit(q, typeNameIn(membership.type === 'intermediary'))),
    corrected: corrected_query,
    more: {
      label: `See all documents for “${q}”`,
      to: `/documents?${new URLSearchParams({ q })}`,
    },
  }
}

function toRecent({ id, title, mime_type }: RecentDocument): Hit {
  return { to: `/documents/${id}`, title, icon: <FileIcon mime_type={mime_type} size={18} /> }
}

function toHit(q: string, typeNameOf: ReturnType<typeof typeNameIn>) {
  return (hit: DocumentHit): Hit => {
    const first = hit.highlights[0]
    return {
      to: `/documents/${hit.id}?${new URLSearchParams({ q })}`,
      title: titleOf(hit),
      note: hit.document_type ? typeNameOf(hit) : undefined,
      icon: <FileIcon mime_type={hit.mime_type} size={18} />,
      snippet: first && <Highlighted highlight={first} />,
    }
  }
}

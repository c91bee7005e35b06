import type { DocumentChange, DocumentDetail } from '#domains/documents/schema.ts'
import { titleOf, type VisibilityName } from '#web/features/documents/words.ts'
import { type CustomField, fieldsOf, recordOf } from '#web/kit/record/custom-fields.ts'

export type DetailsDraft = {
  title: string
  description: string
  tags: string[]
  visibility: VisibilityName
  team_id: string | null
  retain_until: string
  custom_fields: CustomField[]
}

export function draftOf(document: DocumentDetail): DetailsDraft {
  const { description, tags, visibility, team_id, retain_until, custom_fields } = document
  return {
    title: titleOf(document),
    description: description ?? '',
    tags,
    visibility,
    team_id,
    retain_until: retain_until ?? '',
    custom_fields: fieldsOf(custom_fields),
  }
}

/** What the draft changes of the document that was seen; empty when it changes nothing. */
export function changeOf(seen: DocumentDetail, draft: DetailsDraft): DocumentChange {
  const before = asChange(draftOf(seen), seen)
  const after = asChange(draft, seen)
  const names = Object.keys(after) as (keyof DocumentChange)[]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, after[name]]),
  )
}

function asChange(draft: DetailsDraft, seen: DocumentDetail): DocumentChange {
  const { title, description, tags, visibility, team_id, retain_until, custom_fields } = draft
  return {
    title: title.trim(),
    description: description || null,
    tags,
    visibility,
    team_id: visibility === 'team' ? team_id : null,
    retain_until: retain_until || null,
    custom_fields: recordOf(custom_fields, seen.custom_fields),
  }
}

import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { TypeIcon } from '#web/features/documents/TypeIcon.tsx'
import { titleBesideProperty, titleOf } from '#web/features/documents/words.ts'
import styles from './DocumentTitle.module.css'

type Props = { document: DocumentHit; q: string | undefined }

const TAGS_SHOWN = 2

/** A document in a list: what it is, its title, which opens it, and the tags that a person gave it. */
export function DocumentTitle({ document, q }: Props) {
  return (
    <>
      <Link
        to="/documents/$id"
        params={{ id: document.id }}
        search={q ? { q } : {}}
        tabIndex={-1}
        className={styles.link}
      >
        <TypeIcon document={document} size={17} />
        <span className={styles.title} title={titleOf(document)}>
          {titleBesideProperty(document)}
        </span>
      </Link>
      <Tags tags={document.tags} />
    </>
  )
}

function Tags({ tags }: Pick<DocumentHit, 'tags'>) {
  if (tags.length === 0) return null
  return (
    <span className={styles.tags}>
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag} color="gray" size="sm">
          {tag}
        </Badge>
      ))}
      {tags.length > TAGS_SHOWN && (
        <Badge color="gray" size="sm">
          +{tags.length - TAGS_SHOWN}
        </Badge>
      )}
    </span>
  )
}

import { Anchor, Skeleton } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { pages } from '#domains/documents/pages/contract.ts'
import type { Page } from '#domains/documents/schema.ts'
import { usePicture } from '#web/document-pages/use-picture.ts'
import { Empty, Refused } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import styles from './Review.module.css'

type Props = { id: string; version_number: number }

/** The pages of the version that is reviewed, one below the other. */
export function DocumentPages({ id, version_number }: Props) {
  const { data, error, refetch } = useCall(pages.all, { id, version_number })
  if (error) return <Refused error={error} retry={refetch} />
  if (!data) return <Skeleton height={560} />
  if (data.items.length === 0)
    return (
      <Empty
        title="No preview"
        action={
          <Anchor component={Link} to={`/documents/${id}`} size="sm">
            Open document
          </Anchor>
        }
      >
        This file isn’t processed yet, or can’t be shown here.
      </Empty>
    )
  return (
    <section aria-label="Pages">
      {data.items.map((page) => (
        <OnePage key={page.page_number} id={id} version_number={version_number} page={page} />
      ))}
    </section>
  )
}

/** Its picture comes when it is near. */
function OnePage({ id, version_number, page }: Props & { page: Page }) {
  const { page_number, has_image, width, height, text } = page
  const { ref, entry } = useIntersection({ rootMargin: '800px' })
  const near = entry?.isIntersecting ?? false
  const picture = usePicture({ id, version_number, page_number, size: 'full' }, near && has_image)
  if (!has_image) return <div className={`${styles.page} ${styles.text}`}>{text}</div>
  return (
    <div ref={ref} className={styles.page} style={{ aspectRatio: `${width} / ${height}` }}>
      {picture && <img src={picture} alt={`Page ${page_number}`} draggable={false} />}
    </div>
  )
}

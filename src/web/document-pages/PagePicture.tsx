import type { Ref } from 'react'
import type { Page } from '#domains/documents/schema.ts'
import styles from './Page.module.css'

type Box = { x0: number; y0: number; x1: number; y1: number }
type Props = {
  page: Omit<Page, 'words'>
  width: string
  picture: string | null
  places?: Box[]
  hits?: [string, number, number, number, number][]
  ref?: Ref<HTMLDivElement>
}

const ROOM = 0.004

/** A page as it looks, with places marked on it; one that has no picture shows its text. */
export function PagePicture({ page, width, picture, places = [], hits = [], ref }: Props) {
  const { page_number, has_image, text } = page
  if (!has_image)
    return (
      <div ref={ref} data-page={page_number} className={`${styles.page} ${styles.text}`} style={{ width }}>
        {text}
      </div>
    )
  return (
    <div
      ref={ref}
      data-page={page_number}
      className={styles.page}
      style={{ width, aspectRatio: `${page.width} / ${page.height}` }}
    >
      {picture && <img src={picture} alt={`Page ${page_number}`} draggable={false} />}
      {(places.length > 0 || hits.length > 0) && (
        <svg className={styles.marks} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {hits.map(([, x0, y0, x1, y1]) => (
            <rect
              key={`${x0} ${y0}`}
              className={styles.word}
              x={x0}
              y={y0}
              width={x1 - x0}
              height={y1 - y0}
            />
          ))}
          {places.map(({ x0, y0, x1, y1 }) => (
            <rect
              key={`${x0} ${y0}`}
              className={styles.place}
              data-place
              x={x0 - ROOM}
              y={y0 - ROOM}
              width={x1 - x0 + 2 * ROOM}
              height={y1 - y0 + 2 * ROOM}
            />
          ))}
        </svg>
      )}
    </div>
  )
}

import { Skeleton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { Empty, Refused } from '#web/kit/states.tsx'
import { DocumentPagePicture } from './DocumentPagePicture.tsx'
import { PageBar, WHOLE, ZOOMS } from './PageBar.tsx'
import type { Place } from './places.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { usePagesOf } from './use-pages-of.ts'
import styles from './Viewer.module.css'

type Props = { document: DocumentDetail; place: Place | null; q: string | undefined }

/** The pages as they look, one below the other, with what was read from them in its place. */
export function Viewer({ document, place, q }: Props) {
  const { id, version_number, status } = document
  const { data, error } = usePagesOf(document)
  const [zoom, setZoom] = useState(WHOLE)
  const [current, setCurrent] = useState(1)
  const scroller = useRef<HTMLDivElement>(null)

  const goTo = (page_number: number, y = 0) => {
    const page = scroller.current?.querySelector<HTMLElement>(`[data-page="${page_number}"]`)
    if (!page || !scroller.current) return
    scroller.current.scrollTo({ top: page.offsetTop - 12 + Math.max(0, y * page.offsetHeight - 120) })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page moves when another place is pointed at.
  useEffect(() => {
    const shown = scroller.current
    if (!place || !shown) return
    const page = shown.querySelector<HTMLElement>(`[data-page="${place.page_number}"]`)
    const y = place.boxes[0]?.y0 ?? 0
    const top = (page?.offsetTop ?? 0) + y * (page?.offsetHeight ?? 0)
    const inSight = top > shown.scrollTop + 20 && top < shown.scrollTop + shown.clientHeight - 60
    if (!inSight) goTo(place.page_number, y)
  }, [place])

  if (status === 'processing') return <Waiting />
  if (error) return <Refused error={error} />
  if (!data) return <Skeleton height={620} />
  if (data.length === 0)
    return (
      <div className={styles.frame}>
        <Empty title="No preview">This file can’t be shown here. Download it to open it.</Empty>
      </div>
    )
  return (
    <section className={styles.frame} aria-label="Pages">
      <PageBar current={current} count={data.length} zoom={zoom} setZoom={setZoom} goTo={goTo} />
      <div className={styles.body}>
        {data.length > 1 && (
          <nav className={styles.strip} aria-label="Page list">
            {data.map((page) => (
              <Thumbnail
                key={page.page_number}
                id={id}
                version_number={version_number}
                page={page}
                current={page.page_number === current}
                onOpen={() => goTo(page.page_number)}
              />
            ))}
          </nav>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
        <section ref={scroller} className={styles.pages} tabIndex={0} aria-label="The file">
          {data.map((page) => (
            <DocumentPagePicture
              key={page.page_number}
              id={id}
              version_number={version_number}
              page={page}
              width={`${ZOOMS[zoom]}%`}
              place={place?.page_number === page.page_number ? place : null}
              q={q}
              onSight={() => setCurrent(page.page_number)}
            />
          ))}
        </section>
      </div>
    </section>
  )
}

function Waiting() {
  return (
    <div className={styles.frame} aria-busy="true">
      <Empty title="Processing">You can keep working. The pages appear here when they’re ready.</Empty>
    </div>
  )
}

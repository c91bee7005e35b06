import { useEffect, useRef, useState } from 'react'
import type { Page } from '#domains/documents/schema.ts'
import { PageBar, WHOLE, ZOOMS } from '#web/features/documents/page/PageBar.tsx'
import styles from '#web/outside/shared.module.css'
import type { OpenLink } from './open-link.ts'
import { SharedPage } from './SharedPage.tsx'

/** The pages of a shared document, with zoom and the list of pages, on a phone as well. */
export function SharedPages({ link, pages }: { link: OpenLink; pages: Page[] }) {
  const scroller = useRef<HTMLElement>(null)
  const [zoom, setZoom] = useState(WHOLE)
  const [current, setCurrent] = useState(1)
  const pageAt = (page_number: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-page="${page_number}"]`)
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find(({ isIntersecting }) => isIntersecting)
        if (seen) setCurrent(Number((seen.target as HTMLElement).dataset.page))
      },
      { root: box, rootMargin: '-45% 0px -50% 0px' },
    )
    for (const page of box.querySelectorAll('[data-page]')) observer.observe(page)
    return () => observer.disconnect()
  }, [])
  return (
    <div className={styles.viewer}>
      <PageBar
        current={current}
        count={pages.length}
        zoom={zoom}
        setZoom={setZoom}
        goTo={(page_number) => {
          const top = (pageAt(page_number)?.offsetTop ?? 12) - 12
          scroller.current?.scrollTo({ top })
        }}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section ref={scroller} className={styles.sheets} tabIndex={0} aria-label="Pages">
        {pages.map((page) => (
          <SharedPage key={page.page_number} link={link} page={page} width={`${ZOOMS[zoom]}%`} />
        ))}
      </section>
    </div>
  )
}

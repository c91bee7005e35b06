import type { Page } from '#domains/documents/schema.ts'
import { usePicture } from '#web/document-pages/use-picture.ts'
import { useNear } from './use-near.ts'
import styles from './Viewer.module.css'

type Props = { id: string; version_number: number; page: Page; current: boolean; onOpen: () => void }

export function Thumbnail({ id, version_number, page, current, onOpen }: Props) {
  const [ref, near] = useNear<HTMLButtonElement>('300px')
  const { page_number, width, height } = page
  const picture = usePicture({ id, version_number, page_number, size: 'thumbnail' }, near && page.has_image)
  return (
    <button
      ref={ref}
      type="button"
      className={styles.thumb}
      aria-label={`Page ${page_number}`}
      aria-current={current}
      onClick={onOpen}
    >
      <span
        className={styles.sheet}
        style={{
          aspectRatio: `${width} / ${height}`,
          backgroundImage: picture ? `url(${picture})` : undefined,
        }}
      />
      {page_number}
    </button>
  )
}

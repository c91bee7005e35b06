import { Skeleton } from '@mantine/core'
import type { Extraction } from '#domains/documents/extractions/schema.ts'
import { pages } from '#domains/documents/pages/contract.ts'
import { useCall } from '#web/use-call.ts'
import styles from './Page.module.css'
import { PagePicture } from './PagePicture.tsx'
import { usePicture } from './use-picture.ts'

type Props = {
  document_id: string
  version_number: number
  page_number: number
  box: NonNullable<Extraction['box']>
}

const ZOOM = 1.6
/** How much of the height of a page is shown. */
const HEIGHT = 0.07
/** The width of most pages by their height, so that nothing jumps when the page comes. */
const LETTER = 8.5 / 11

/** The part of a page on which a value stands, with the value marked. */
export function PlacePicture({ document_id: id, version_number, page_number, box }: Props) {
  const place = { id, version_number, page_number }
  const { data: page } = useCall(pages.one, place, { staleTime: Number.POSITIVE_INFINITY })
  const picture = usePicture({ ...place, size: 'full' }, !!page?.has_image)
  if (!page) return <Skeleton style={{ aspectRatio: LETTER / (ZOOM * HEIGHT) }} />
  if (!page.has_image) return null
  const left = startOf((box.x0 + box.x1) / 2, 1 / ZOOM)
  const top = startOf((box.y0 + box.y1) / 2, HEIGHT)
  return (
    <div className={styles.part} style={{ aspectRatio: `${page.width / ZOOM} / ${page.height * HEIGHT}` }}>
      <div
        className={styles.whole}
        style={{ width: `${ZOOM * 100}%`, transform: `translate(${-left * 100}%, ${-top * 100}%)` }}
      >
        <PagePicture page={page} width="100%" picture={picture} places={[box]} />
      </div>
    </div>
  )
}

/** Where a stretch of this length begins that has the place in its middle, and stays within the page. */
const startOf = (middle: number, length: number) => Math.min(1 - length, Math.max(0, middle - length / 2))

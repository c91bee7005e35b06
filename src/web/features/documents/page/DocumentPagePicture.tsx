import { useEffect } from 'react'
import { pages } from '#domains/documents/pages/contract.ts'
import type { Page } from '#domains/documents/schema.ts'
import { PagePicture } from '#web/document-pages/PagePicture.tsx'
import { usePicture } from '#web/document-pages/use-picture.ts'
import { useCall } from '#web/use-call.ts'
import { isHit, type Place, wordsOf } from './places.ts'
import { useNear } from './use-near.ts'

type Props = {
  id: string
  version_number: number
  page: Page
  width: string
  place: Place | null
  q: string | undefined
  onSight: () => void
}

/** One page of a document: its picture comes when it is near, and the places of the words when a search led here. */
export function DocumentPagePicture({ id, version_number, page, width, place, q, onSight }: Props) {
  const [ref, near] = useNear<HTMLDivElement>()
  const words = wordsOf(q)
  const { page_number } = page
  const picture = usePicture({ id, version_number, page_number, size: 'full' }, near && page.has_image)
  const { data } = useCall(
    pages.one,
    { id, version_number, page_number },
    { enabled: near && words.length > 0, staleTime: Number.POSITIVE_INFINITY },
  )
  const hits = data?.words.filter(([text]) => isHit(text, words)) ?? []

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same page goes on being watched.
  useEffect(() => {
    if (!ref.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSight(), {
      rootMargin: '-45% 0px -50% 0px',
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [])
  return (
    <PagePicture
      ref={ref}
      page={page}
      width={width}
      picture={picture}
      places={place?.boxes ?? []}
      hits={hits}
    />
  )
}

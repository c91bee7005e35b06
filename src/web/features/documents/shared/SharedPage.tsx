import { useQuery } from '@tanstack/react-query'
import type { Page } from '#domains/documents/schema.ts'
import { PagePicture } from '#web/features/documents/page/PagePicture.tsx'
import { useNear } from '#web/features/documents/page/use-near.ts'
import { useBlobUrl } from '#web/features/documents/page/use-picture.ts'
import { type OpenLink, sharedPicture } from './requests.ts'

export function SharedPage({ link, page }: { link: OpenLink; page: Page }) {
  const [ref, near] = useNear<HTMLDivElement>()
  const { data } = useQuery({ ...sharedPicture(link, page.page_number), enabled: near && page.has_image })
  return <PagePicture ref={ref} page={page} width="100%" picture={useBlobUrl(data)} />
}

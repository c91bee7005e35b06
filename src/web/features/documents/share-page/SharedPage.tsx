import { useQuery } from '@tanstack/react-query'
import type { Page } from '#domains/documents/schema.ts'
import { sharedPage } from '#domains/documents/shares/contract.ts'
import { fileOf } from '#web/calls.ts'
import { PagePicture } from '#web/document-pages/PagePicture.tsx'
import { useBlobUrl } from '#web/document-pages/use-picture.ts'
import { useNear } from '#web/features/documents/page/use-near.ts'
import { type OpenLink, withTicket } from './open-link.ts'

export function SharedPage({ link, page, width }: { link: OpenLink; page: Page; width: string }) {
  const [ref, near] = useNear<HTMLDivElement>()
  const args = { token: link.token, page_number: page.page_number }
  const picture = fileOf(sharedPage.picture, args, withTicket(link))
  const { data } = useQuery({ ...picture, enabled: near && page.has_image })
  return <PagePicture ref={ref} page={page} width={width} picture={useBlobUrl(data)} />
}

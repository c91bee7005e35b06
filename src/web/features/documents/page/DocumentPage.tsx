import { Tabs } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { noteRecent } from '#web/features/documents/recent.ts'
import { oneDocument } from '#web/features/documents/requests.ts'
import { titleOf } from '#web/features/documents/words.ts'
import { useLive } from '#web/live.ts'
import { useMembership } from '#web/session.ts'
import { AccessesTab } from './AccessesTab.tsx'
import { CommentsTab } from './CommentsTab.tsx'
import { DocumentHeader } from './DocumentHeader.tsx'
import styles from './DocumentPage.module.css'
import { FactsTab } from './FactsTab.tsx'
import type { Place } from './places.ts'
import { SharesTab } from './SharesTab.tsx'
import { TextTab } from './TextTab.tsx'
import { ValuesTab } from './ValuesTab.tsx'
import { VersionsTab } from './VersionsTab.tsx'
import { Viewer } from './Viewer.tsx'

const TABS = [
  ['values', 'Values'],
  ['facts', 'Facts'],
  ['text', 'Text'],
  ['versions', 'Versions'],
  ['shares', 'Shares'],
  ['comments', 'Comments'],
  ['seen', 'Who saw it'],
] as const
const ASK_MS = 2_500

/** The file beside its facts. */
export function DocumentPage() {
  const { id } = useParams({ from: '/frame/documents/$id' })
  const { tab = 'values', q } = useSearch({ from: '/frame/documents/$id' })
  const navigate = useNavigate()
  const { organization_id } = useMembership()
  const live = useLive()
  const { data: document } = useSuspenseQuery({
    ...oneDocument(id),
    refetchInterval: ({ state }) => (state.data?.status === 'processing' && !live ? ASK_MS : false),
  })
  const [place, setPlace] = useState<Place | null>(null)
  const { mime_type } = document
  const title = titleOf(document)
  useEffect(
    () => noteRecent(organization_id, { id, title, mime_type }),
    [organization_id, id, title, mime_type],
  )

  const setTab = (next: string | null) =>
    navigate({ to: '/documents/$id', params: { id }, search: { q, tab: next ?? undefined }, replace: true })
  return (
    <>
      <DocumentHeader document={document} />
      <div className={styles.halves}>
        <Viewer key={document.version_number} document={document} place={place} q={q} />
        <Tabs value={tab} onChange={setTab} keepMounted={false} className={styles.facts}>
          <Tabs.List className={styles.tabs}>
            {TABS.map(([value, label]) => (
              <Tabs.Tab key={value} value={value} px={9} fz="sm">
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="values" pt="sm">
            <ValuesTab document={document} place={place} setPlace={setPlace} />
          </Tabs.Panel>
          <Tabs.Panel value="facts" pt="sm">
            <FactsTab document={document} />
          </Tabs.Panel>
          <Tabs.Panel value="text" pt="sm">
            <TextTab document={document} q={q} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" pt="sm">
            <VersionsTab document={document} />
          </Tabs.Panel>
          <Tabs.Panel value="shares" pt="sm">
            <SharesTab document={document} />
          </Tabs.Panel>
          <Tabs.Panel value="comments" pt="sm">
            <CommentsTab document={document} />
          </Tabs.Panel>
          <Tabs.Panel value="seen" pt="sm">
            <AccessesTab id={id} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </>
  )
}

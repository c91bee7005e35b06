import { Tabs } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import { answerTo } from '#web/calls.ts'
import { noteRecent } from '#web/features/documents/recent.ts'
import { useDropTarget } from '#web/features/documents/upload/DropTargets.tsx'
import { titleOf } from '#web/features/documents/words.ts'
import { Unsaved } from '#web/kit/Unsaved.tsx'
import { useRowAtCurrent } from '#web/kit/use-row-at-current.ts'
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
import { useFactsForm } from './use-facts-form.ts'
import { useNewVersion } from './use-new-version.ts'
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

/** The file beside its facts. Its state, drafts among it, belongs to this document alone. */
export function DocumentPage() {
  const { id } = useParams({ from: '/frame/documents/$id' })
  return <OpenDocument key={id} id={id} />
}

function OpenDocument({ id }: { id: string }) {
  const { tab = 'values', q } = useSearch({ from: '/frame/documents/$id' })
  const navigate = useNavigate()
  const { organization_id } = useMembership()
  const live = useLive()
  const { data: document } = useSuspenseQuery({
    ...answerTo(documents.one, { id }),
    refetchInterval: ({ state }) => (state.data?.status === 'processing' && !live ? ASK_MS : false),
  })
  const [place, setPlace] = useState<Place | null>(null)
  const { mime_type, version_number, may, deleted_at } = document
  const newVersion = useNewVersion(document)
  useDropTarget(
    `Drop to upload as version ${version_number + 1}`,
    may.edit && !deleted_at ? newVersion : null,
  )
  const facts = useFactsForm(document)
  const title = titleOf(document)
  useEffect(
    () => noteRecent(organization_id, { id, title, mime_type }),
    [organization_id, id, title, mime_type],
  )

  const tabs = useRef<HTMLDivElement>(null)
  useRowAtCurrent(tabs, '[aria-selected=true]', tab)
  const setTab = (next: string | null) =>
    navigate({ to: '/documents/$id', params: { id }, search: { q, tab: next ?? undefined }, replace: true })
  return (
    <>
      <DocumentHeader document={document} />
      <Unsaved dirty={facts.dirty} onDiscard={() => facts.take(document)} />
      <div className={styles.halves}>
        <Viewer key={document.version_number} document={document} place={place} q={q} />
        <Tabs value={tab} onChange={setTab} className={styles.facts}>
          <Tabs.List ref={tabs} className={styles.tabs}>
            {TABS.map(([value, label]) => (
              <Tabs.Tab
                key={value}
                value={value}
                px={9}
                fz="sm"
                rightSection={value === 'facts' && facts.dirty ? <UnsavedMark /> : undefined}
              >
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="values" pt="sm">
            <ValuesTab document={document} setPlace={setPlace} />
          </Tabs.Panel>
          <Tabs.Panel value="facts" pt="sm">
            <FactsTab document={document} facts={facts} />
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

/** A draft that is kept while another tab is open. */
function UnsavedMark() {
  return <span role="img" aria-label="Unsaved changes" title="Unsaved changes" className={styles.unsaved} />
}

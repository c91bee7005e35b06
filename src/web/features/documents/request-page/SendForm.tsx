import { Alert, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { requestPage } from '#domains/documents/requests/contract.ts'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import { outdate } from '#web/calls.ts'
import { DropZone } from '#web/features/documents/upload/DropZone.tsx'
import { UploadsTray } from '#web/features/documents/upload/UploadsTray.tsx'
import { createUploads, type Dropped, type Way } from '#web/features/documents/upload/uploads.ts'
import { Deadline, formatExpiry, formatUntil, Moment, useNow } from '#web/kit/dates.tsx'
import { SenderLine } from '#web/outside/SenderLine.tsx'
import styles from '#web/outside/shared.module.css'
import { useCall } from '#web/use-call.ts'
import { AskedList } from './AskedList.tsx'
import { ChooseFiles } from './ChooseFiles.tsx'
import { ItemChooser } from './ItemChooser.tsx'
import { SentFiles } from './SentFiles.tsx'
import { Submit } from './Submit.tsx'
import { sendTo } from './send-to.ts'

/** Until it is known whether what came can be opened. */
const CHECKING = { refetchInterval: 4000 }

/** What a client was asked for, and the way to send it: a list with a place for each thing, or one place for one. */
export function SendForm({ token, asked }: { token: string; asked: AskedDocument }) {
  const { title, message, requested_by, organization, expires_at, due_on, items, received, submitted_at } =
    asked
  const queries = useQueryClient()
  const now = useNow()
  const [uploads] = useState(() => createUploads(() => outdate(queries, requestPage.one.about), 'done'))
  const [dropped, setDropped] = useState<Dropped[] | null>(null)
  useCall(requestPage.one, { token }, { enabled: received.some(({ checking }) => checking), ...CHECKING })
  const [only] = items.length === 1 ? items : []
  const add = useCallback(
    (files: Dropped[], item: string) =>
      uploads.add(files, { visibility: 'private' }, () => byLink(token, item)),
    [uploads, token],
  )
  const drop = useCallback(
    (files: Dropped[]) => (only ? add(files, only.id) : setDropped(files)),
    [add, only],
  )
  useDocumentTitle(`${title} · ${organization.name}`)
  return (
    <DropZone onDrop={drop}>
      <Title order={1} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      <SenderLine sender={requested_by} organization={organization.name} did="Requested by" />
      <p className={styles.facts}>
        {due_on && (
          <>
            Needed by <Deadline day={due_on} inherit />
            {' · '}
          </>
        )}
        Available until {formatExpiry(expires_at)} ({formatUntil(expires_at, now)})
      </p>
      {message && <blockquote className={styles.message}>{message}</blockquote>}
      {submitted_at && (
        <Alert color="evergreen" mb="md" role="status">
          Sent <Moment at={submitted_at} />. You can come back to this link for what is still missing.
        </Alert>
      )}
      {only ? (
        <>
          {only.explanation && (
            <Text size="sm" mb="md">
              {only.explanation}
            </Text>
          )}
          <ChooseFiles onChosen={(files) => add(files, only.id)} />
        </>
      ) : (
        <AskedList asked={asked} onChosen={add} />
      )}
      <UploadsTray uploads={uploads} />
      {only && received.length > 0 && <Title order={2}>Received</Title>}
      {only && <SentFiles label="Received" files={received} needed={only.state === 'open'} />}
      {received.length > 0 && <Submit token={token} asked={asked} />}
      <ItemChooser
        items={items}
        files={dropped}
        onChosen={(item) => {
          if (dropped) add(dropped, item)
          setDropped(null)
        }}
        onClose={() => setDropped(null)}
      />
    </DropZone>
  )
}

const byLink = (token: string, item: string): Way => ({
  resumable: false,
  send: (file, _options, report, key) => sendTo({ token, item }, file, report, key),
})

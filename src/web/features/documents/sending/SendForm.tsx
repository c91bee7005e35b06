import { Button, Group, Text, Textarea, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { requestPage } from '#domains/documents/requests/contract.ts'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import { outdate } from '#web/calls.ts'
import styles from '#web/features/documents/shared/shared.module.css'
import { DropZone } from '#web/features/documents/upload/DropZone.tsx'
import { readChosen } from '#web/features/documents/upload/dropped-files.ts'
import { UploadsTray } from '#web/features/documents/upload/UploadsTray.tsx'
import { createUploads, type Dropped, type Way } from '#web/features/documents/upload/uploads.ts'
import { formatLastDay, formatUntil, useNow } from '#web/kit/dates.tsx'
import { useKeptText } from '#web/kit/kept-draft.ts'
import { useChange } from '#web/use-call.ts'
import { SentFiles } from './SentFiles.tsx'
import { sendTo } from './send-to.ts'

export function SendForm({ token, asked }: { token: string; asked: AskedDocument }) {
  const { title, message, requested_by_name, organization, expires_at, received } = asked
  const queries = useQueryClient()
  const now = useNow()
  const again = () => outdate(queries, requestPage.one.about)
  const [uploads] = useState(() => createUploads(again, 'done'))
  const add = useCallback(
    (files: Dropped[]) => uploads.add(files, { visibility: 'private' }, () => byLink(token)),
    [uploads, token],
  )
  useDocumentTitle(`${title} · ${organization.name}`)
  return (
    <DropZone onDrop={add}>
      <Title order={1} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        Requested by {requested_by_name} · available until {formatLastDay(expires_at)} (
        {formatUntil(expires_at, now)})
      </Text>
      {message && <blockquote className={styles.message}>{message}</blockquote>}
      <ChooseFiles onChosen={add} />
      <UploadsTray uploads={uploads} />
      <SentFiles files={received} />
      {received.length > 0 && <Done token={token} name={requested_by_name} />}
    </DropZone>
  )
}

const byLink = (token: string): Way => ({
  resumable: false,
  send: (file, _options, report, key) => sendTo(token, file, report, key),
})

function ChooseFiles({ onChosen }: { onChosen: (files: Dropped[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.drop}>
      <Button size="md" leftSection={<IconUpload size={17} />} onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <Text size="sm" c="dimmed">
        or drop them anywhere on this page. A scan or a photo is fine.
      </Text>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to send"
        onChange={({ currentTarget }) => {
          onChosen(readChosen(currentTarget.files ?? []))
          currentTarget.value = ''
        }}
      />
    </div>
  )
}

function Done({ token, name }: { token: string; name: string }) {
  const [note, setNote] = useKeptText(`request-note:${token}`)
  const { run, busy } = useChange(requestPage.submit)
  const submit = async () => {
    const body = note.trim() ? { note: note.trim() } : {}
    if (await run(null, { token }, body)) setNote('')
  }
  return (
    <section>
      <Textarea
        label="Note (optional)"
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group mt="md">
        <Button loading={busy} onClick={submit}>
          Submit documents
        </Button>
        <Text size="sm" c="dimmed">
          {name} will be notified, and the link will close.
        </Text>
      </Group>
    </section>
  )
}

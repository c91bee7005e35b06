import { Button, Group, Text, Textarea } from '@mantine/core'
import { requestPage } from '#domains/documents/requests/contract.ts'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { useKeptText } from '#web/kit/kept-draft.ts'
import { useChange } from '#web/use-call.ts'
import { hasNews } from './news.ts'

type Props = { token: string; asked: AskedDocument }

/** Tells the sender what has come; with nothing missing, that closes the link. */
export function Submit({ token, asked }: Props) {
  const { items, requested_by_name: name } = asked
  const [note, setNote] = useKeptText(`request-note:${token}`)
  const { run, busy } = useChange(requestPage.submit)
  const missing = items.filter(({ state }) => state === 'open').length
  const news = missing === 0 || hasNews(asked, note)
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
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Group mt="md">
        <Button loading={busy} disabled={!news} variant={missing > 0 ? 'default' : 'filled'} onClick={submit}>
          {missing > 0 ? 'Send what I have' : 'Submit documents'}
        </Button>
        <Text size="sm" c="dimmed">
          {!news
            ? `${name} knows what you sent. Add what is missing, or a note, to send again.`
            : missing > 0
              ? `${name} will be notified. ${formatCount(missing, 'document')} still missing; this link stays open.`
              : `${name} will be notified, and the link will close.`}
        </Text>
      </Group>
    </section>
  )
}

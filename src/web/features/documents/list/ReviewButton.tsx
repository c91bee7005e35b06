import { Button } from '@mantine/core'
import { IconEyeCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import { call } from '#web/calls.ts'
import { useChangeable } from '#web/features/documents/changeable.ts'
import { startReview } from '#web/features/documents/review/queue.ts'
import { type DocumentView, toQuery } from '#web/features/documents/view.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'

const MOST = 100

/** Goes through the documents of the view that this person may change, one after the other. */
export function ReviewButton({ view }: { view: DocumentView }) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const changeable = useChangeable()
  const start = async () => {
    setBusy(true)
    const { items } = await call(documents.all, { ...toQuery({ ...view, ...changeable }), limit: MOST })
    const [first] = items
    if (!first) return notify('You’re all caught up: no document of yours needs review.')
    startReview(items.map(({ id }) => id))
    await navigate({ to: '/documents/$id', params: { id: first.id }, search: { review: 'true' } })
  }
  if (!changeable) return null
  return (
    <Button
      variant="default"
      leftSection={<IconEyeCheck size={16} />}
      loading={busy}
      onClick={() =>
        start()
          .catch(notifyRefusal)
          .finally(() => setBusy(false))
      }
    >
      Start review
    </Button>
  )
}

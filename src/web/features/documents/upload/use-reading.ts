import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { Document } from '#domains/documents/schema.ts'
import { answerTo } from '#web/calls.ts'
import { readingOf } from '#web/features/documents/words.ts'
import { isRefusal } from '#web/http.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { useLive, useNews } from '#web/live.ts'
import type { Upload, Uploads } from './uploads.ts'

const ON_THE_WAY = new Set(['documents.uploaded', 'documents.version_added', 'documents.stage_reached'])
/** Where no news arrives it is the only way; where it does, for what was told before the tray knew of the file. */
const ASK_MS = { live: 20_000, alone: 3_000 }
const AT_ONCE = 10

/** Follows each file that has arrived until it is known whether it can be read, so that a tick is true. */
export function useReading(uploads: Uploads): void {
  const queries = useQueryClient()
  const news = useNews()
  const live = useLive()
  const reading = uploads
    .useShown()
    .flatMap(({ state, document_id }) => (state === 'reading' && document_id ? [document_id] : []))
  const ids = useRef(reading)
  useEffect(() => {
    ids.current = reading
  })
  const busy = reading.length > 0

  useEffect(() => {
    if (!busy) return
    const ask = (id: string) => {
      queries
        .fetchQuery({ ...answerTo(documents.one, { id }), staleTime: 0 })
        .then((document) => {
          const now = outcomeOf(document)
          if (now) uploads.settle(id, now)
        })
        .catch((error) => (isRefusal(error, 'missing') ? uploads.settle(id, null) : tellUnlessAway(error)))
    }
    const stop = news.listen((facts) => {
      const told = facts.filter(({ name }) => !ON_THE_WAY.has(name)).map(({ subject_id }) => subject_id)
      for (const id of new Set(told).intersection(new Set(ids.current))) ask(id)
    })
    const timer = window.setInterval(
      () => ids.current.slice(0, AT_ONCE).map(ask),
      live ? ASK_MS.live : ASK_MS.alone,
    )
    return () => {
      stop()
      window.clearInterval(timer)
    }
  }, [busy, live, news, queries, uploads])
}

/** Null while it is being read. */
function outcomeOf(document: Document): Pick<Upload, 'state' | 'sentence'> | null {
  const reading = readingOf(document)
  if (reading.state === 'processing') return null
  const states = { ready: 'done', stored: 'stored', error: 'unread' } as const
  return { state: states[reading.state], sentence: reading.sentence }
}

/** While the server is away the whole page says so. */
function tellUnlessAway(error: unknown): void {
  if (!isRefusal(error) || error.status !== 0) notifyRefusal(error)
}

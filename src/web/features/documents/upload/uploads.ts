import { useSyncExternalStore } from 'react'
import { isRefusal, newKey, type Refusal } from '#web/http.ts'
import { sendLarge, sendSmall } from './senders.ts'
import type { Choices, Transfer } from './transfer.ts'

/**
 * `reading`: the file has arrived, and it is not yet known whether its words can be read. `lost`: the connection is gone,
 * and the upload goes on when it is back.
 */
export type UploadState =
  | 'waiting'
  | 'sending'
  | 'paused'
  | 'reading'
  | 'done'
  | 'stored'
  | 'unread'
  | 'duplicate'
  | 'lost'
  | 'failed'
export type Upload = {
  key: number
  filename: string
  file_size: number
  sent: number
  state: UploadState
  /** Only what is sent in parts can be paused and gone on with. */
  resumable: boolean
  sentence: string | null
  document_id: string | null
  /** Whether the same file may well be taken the next time. */
  retryable: boolean
}
export type Dropped = { file: File; folder: string }
type Arrived = (document_id: string) => void
type Item = {
  upload: Upload
  dropped: Dropped
  way: Way
  choices: Choices
  allow_duplicate: boolean
  /** Hears of its document; also of the one that was there already. */
  arrived: Arrived | undefined
  /** One for all attempts at the same upload: an answer that was lost on its way makes no second document. */
  idempotency_key: string
  losses: number
  transfer: Transfer | null
}

const AT_ONCE = 3
/** A connection that breaks at the same file each time is no matter of waiting: then the person decides. */
const LOSSES = 5
const LARGE_BYTES = 20_000_000

/** How a file goes. */
export type Way = { resumable: boolean; send: typeof sendSmall }

const asMember = ({ size }: File): Way =>
  size > LARGE_BYTES ? { resumable: true, send: sendLarge } : { resumable: false, send: sendSmall }

/** The files on their way to the server; three at a time, in the order in which they were dropped. */
export function createUploads(onArrived: () => void, arrived: 'reading' | 'done') {
  const items = new Map<number, Item>()
  const listeners = new Set<() => void>()
  let next = 1
  let shown: Upload[] = []

  const change = (item: Item, now: Partial<Upload>) => {
    item.upload = { ...item.upload, ...now }
    publish()
  }
  const publish = () => {
    shown = [...items.values()].map(({ upload }) => upload)
    for (const listener of listeners) listener()
  }

  const fill = () => {
    const sending = [...items.values()].filter(({ upload }) => upload.state === 'sending').length
    const waiting = [...items.values()].filter(({ upload }) => upload.state === 'waiting')
    for (const item of waiting.slice(0, Math.max(0, AT_ONCE - sending))) begin(item)
  }

  const begin = (item: Item) => {
    const options = { ...item.choices, folder: item.dropped.folder, allow_duplicate: item.allow_duplicate }
    item.transfer = item.way.send(
      item.dropped.file,
      options,
      (sent) => change(item, { sent }),
      item.idempotency_key,
    )
    change(item, { state: 'sending', sentence: null })
    item.transfer.ended.then(
      ({ id }) => {
        change(item, { state: arrived, sent: item.upload.file_size, document_id: id })
        item.arrived?.(id)
        onArrived()
        fill()
      },
      (error: Refusal) => {
        if (!items.has(item.upload.key)) return
        const duplicate = isRefusal(error, 'duplicate')
        const document_id = duplicate ? String(error.details.document_id) : null
        if (document_id) item.arrived?.(document_id)
        const goesOn = isRefusal(error, 'offline') && item.losses++ < LOSSES
        const state = duplicate ? 'duplicate' : goesOn ? 'lost' : 'failed'
        change(item, { state, sentence: error.message, document_id, retryable: isPassing(error) })
        fill()
      },
    )
  }

  const withItem = (key: number, work: (item: Item) => void) => {
    const item = items.get(key)
    if (item) work(item)
    fill()
  }

  return {
    add(dropped: Dropped[], choices: Choices, choose: (file: File) => Way = asMember, arrived?: Arrived) {
      for (const { file, folder } of dropped) {
        const key = next++
        const way = choose(file)
        const upload = newUpload(key, file, way.resumable)
        const dropped = { file, folder }
        items.set(key, {
          ...{ upload, dropped, way, choices, allow_duplicate: false, arrived, transfer: null },
          idempotency_key: newKey(),
          losses: 0,
        })
      }
      publish()
      fill()
    },
    pause: (key: number) =>
      withItem(key, (item) => {
        item.transfer?.stop()
        change(item, { state: 'paused' })
      }),
    resume: (key: number) =>
      withItem(key, (item) => {
        item.transfer?.resume?.()
        change(item, { state: 'sending' })
      }),
    /** Once more, after a failure, or although the same file is there already. */
    again: (key: number, allow_duplicate = false) =>
      withItem(key, (item) => {
        if (item.upload.state !== 'lost') item.idempotency_key = newKey()
        item.allow_duplicate = allow_duplicate
        item.losses = 0
        change(item, { state: 'waiting', sent: 0, sentence: null, document_id: null })
      }),
    /** The connection is back: what it had broken off goes on. */
    continueLost() {
      for (const item of items.values())
        if (item.upload.state === 'lost') change(item, { state: 'waiting', sent: 0, sentence: null })
      fill()
    },
    drop: (key: number) =>
      withItem(key, (item) => {
        items.delete(key)
        item.transfer?.stop()
        publish()
      }),
    /** What became of a file that has arrived; null when its document is gone. */
    settle(document_id: string, now: Pick<Upload, 'state' | 'sentence'> | null) {
      for (const [key, item] of items) {
        if (item.upload.document_id !== document_id || item.upload.state !== 'reading') continue
        if (now) change(item, now)
        else items.delete(key)
      }
      publish()
    },
    /** Once more, for a document that is being read again. */
    readAgain: (key: number) => withItem(key, (item) => change(item, { state: 'reading', sentence: null })),
    clear() {
      for (const [key, { upload }] of items) if (isSettled(upload)) items.delete(key)
      publish()
    },
    shown: () => shown,
    useShown: () =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        () => shown,
      ),
  }
}

function newUpload(key: number, { name: filename, size: file_size }: File, resumable: boolean): Upload {
  return {
    key,
    filename,
    file_size,
    sent: 0,
    state: 'waiting',
    resumable,
    sentence: null,
    document_id: null,
    retryable: true,
  }
}

/** The connection, the server or too much at once; whatever else was refused is refused again. */
function isPassing({ status, code }: Refusal): boolean {
  return status === 0 || status >= 500 || status === 408 || status === 429 || code === 'quota_exceeded'
}

/** What need not be looked after any more, though it may be read on the server for a while. */
function isSettled({ state }: Upload): boolean {
  return !['waiting', 'sending', 'paused', 'lost'].includes(state)
}

export type Uploads = ReturnType<typeof createUploads>

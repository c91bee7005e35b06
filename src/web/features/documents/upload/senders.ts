import { onlineManager } from '@tanstack/react-query'
import { Upload as TusUpload } from 'tus-js-client'
import { files } from '#domains/documents/content/contract.ts'
import { uploads } from '#domains/documents/resumable/contract.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { versions } from '#domains/documents/versions/contract.ts'
import { memberHeaders, refresh } from '#web/caller.ts'
import { pathOf } from '#web/calls.ts'
import { API, Refusal } from '#web/http.ts'
import type { Choices, Transfer } from './transfer.ts'

type Options = Choices & { folder: string; allow_duplicate: boolean }
export type Report = (sent: number) => void

const CHUNK_BYTES = 8_000_000
const RETRY_MS = [0, 1_000, 3_000, 10_000, 30_000]

/** A new document, in one form. */
export function sendSmall(file: File, options: Options, report: Report, key: string): Transfer {
  return sendAsMember(pathOf(files.upload, {}), formOf(file, options), report, key)
}

/** A new version of a document that is there. */
export function sendVersion(id: string, file: File, report: Report, key: string): Transfer {
  const form = new FormData()
  form.append('file', file)
  return sendAsMember(pathOf(versions.create, { id }), form, report, key)
}

function sendAsMember(path: string, form: FormData, report: Report, key: string): Transfer {
  let sending: Sending<DocumentDetail> | undefined
  const once = () => {
    sending = sendForm<DocumentDetail>(path, { ...memberHeaders(), 'idempotency-key': key }, form, report)
    return sending.ended
  }
  const ended = once().catch(async (error: Refusal) => {
    if (error.code === 'unauthenticated' && (await refresh())) return once()
    throw error
  })
  return { ended, stop: () => sending?.stop() }
}

type Sending<T> = { ended: Promise<T>; stop: () => void }

/** `fetch` does not tell how much has gone, so it is an XMLHttpRequest. */
export function sendForm<T>(
  path: string,
  headers: Record<string, string>,
  form: FormData,
  report: Report,
): Sending<T> {
  const request = new XMLHttpRequest()
  const file = form.get('file') as File
  const ended = new Promise<T>((resolve, reject) => {
    request.open('POST', `${API}${path}`)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) =>
      report(Math.min(file.size, (loaded / total) * file.size))
    request.onload = () => settle(request, resolve, reject)
    request.onerror = () => {
      onlineManager.setOnline(false)
      reject(offline())
    }
    request.send(form)
  })
  return { ended, stop: () => request.abort() }
}

function formOf(file: File, { folder, allow_duplicate, visibility, team_id }: Options): FormData {
  const form = new FormData()
  form.append('visibility', visibility)
  if (team_id) form.append('team_id', team_id)
  if (folder) form.append('folder', folder)
  if (allow_duplicate) form.append('allow_duplicate', 'true')
  form.append('file', file)
  return form
}

function settle<T>(
  request: XMLHttpRequest,
  resolve: (answer: T) => void,
  reject: (error: Refusal) => void,
): void {
  const { status, responseText } = request
  if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as T)
  else reject(refusalOf(status, responseText))
}

function refusalOf(status: number, text: string): Refusal {
  if (text.startsWith('{')) return new Refusal(status, JSON.parse(text))
  return new Refusal(status, { detail: `The server answered ${status}. Try again in a moment.` })
}

function offline(): Refusal {
  return new Refusal(0, {
    code: 'offline',
    detail: 'Connection lost. The upload continues when you’re back online.',
  })
}

/** In parts, by the tus protocol: it can be paused, and goes on where it was after the connection or the tab was gone. */
export function sendLarge(file: File, options: Options, report: Report): Transfer {
  let upload: TusUpload | undefined
  const ended = new Promise<Pick<DocumentDetail, 'id'>>((resolve, reject) => {
    upload = new TusUpload(file, {
      endpoint: `${API}${pathOf(uploads.begin, {})}`,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_MS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, options: JSON.stringify(withoutEmpty(options)) },
      onBeforeRequest: (request) => {
        for (const [name, value] of Object.entries(memberHeaders())) request.setHeader(name, value)
      },
      onProgress: (sent) => report(sent),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        return status === 0 || status === 423 || status >= 500
      },
      onSuccess: ({ lastResponse }) => resolve({ id: lastResponse.getHeader('Upload-Document-Id') ?? '' }),
      onError: (error) => {
        const answer = 'originalResponse' in error ? error.originalResponse : null
        if (answer?.getStatus() === 401)
          return void refresh().then((renewed) => (renewed ? upload?.start() : reject(offline())), reject)
        if (!answer) onlineManager.setOnline(false)
        reject(answer ? refusalOf(answer.getStatus(), answer.getBody() ?? '') : offline())
      },
    })
    begin(upload).catch(reject)
  })
  return {
    ended,
    stop: () => void upload?.abort().catch(() => {}),
    resume: () => upload?.start(),
  }
}

async function begin(upload: TusUpload): Promise<void> {
  const [previous] = await upload.findPreviousUploads()
  if (previous) upload.resumeFromPreviousUpload(previous)
  upload.start()
}

function withoutEmpty(options: Options): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== '' && value !== undefined),
  )
}

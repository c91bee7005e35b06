import { downloads } from '#domains/documents/downloads/contract.ts'
import { call } from '#web/calls.ts'
import { followDownload } from '#web/kit/downloads.ts'

/** One file comes as it is, several as a ZIP, streamed by the browser's own download. */
export async function download(ids: string[], version_number?: number): Promise<void> {
  const { url } = await call(downloads.create, {}, { ids, version_number })
  followDownload(url)
}

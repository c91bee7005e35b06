import { useShowWork } from '#web/kit/work.tsx'
import { UploadList } from './UploadList.tsx'
import type { Uploads } from './uploads.ts'
import { summarize } from './uploads-summary.ts'
import { useUnsent } from './use-unsent.ts'

/** Uploads as running work: until each file is known to be readable, or the person knows what is wrong with it. */
export function useUploadsWork(uploads: Uploads): void {
  const shown = uploads.useShown()
  const { headline, part, unsent, trouble, running } = summarize(shown)
  useUnsent(uploads, unsent > 0)
  useShowWork(
    shown.length === 0
      ? null
      : {
          key: 'uploads',
          label: 'Uploads',
          title: headline,
          part,
          state: running ? 'running' : trouble > 0 ? 'trouble' : 'done',
          details: <UploadList uploads={uploads} shown={shown} />,
          clear: unsent > 0 ? undefined : uploads.clear,
        },
  )
}

import { Progress, Text } from '@mantine/core'
import { UploadList } from './UploadList.tsx'
import styles from './Uploads.module.css'
import type { Uploads } from './uploads.ts'
import { summarize } from './uploads-summary.ts'
import { useUnsent } from './use-unsent.ts'

/**
 * The files on their way, in a page that lists by itself what has arrived and whether it can be opened: it goes when
 * nothing is left to look after.
 */
export function UploadsTray({ uploads }: { uploads: Uploads }) {
  const shown = uploads.useShown()
  const { headline, part, unsent, trouble } = summarize(shown)
  useUnsent(uploads, unsent > 0)
  if (unsent + trouble === 0) return null
  return (
    <section className={styles.tray} aria-label="Uploads">
      <Text size="sm" fw={600} aria-live="polite" className={styles.head}>
        {headline}
      </Text>
      <Progress value={part * 100} size={3} radius={0} aria-label="All uploads" />
      <UploadList uploads={uploads} shown={shown.filter(({ state }) => state !== 'done')} />
    </section>
  )
}

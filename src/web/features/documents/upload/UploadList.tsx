import { formatCount } from '#web/kit/figures.ts'
import { UploadRow } from './UploadRow.tsx'
import styles from './Uploads.module.css'
import type { Upload, Uploads } from './uploads.ts'
import { inOrder } from './uploads-summary.ts'

const CROWD = 60

/** Each file with its progress, and what to do about those that didn't get through. */
export function UploadList({ uploads, shown }: { uploads: Uploads; shown: Upload[] }) {
  return (
    <ul className={styles.list}>
      {inOrder(shown)
        .slice(0, CROWD)
        .map((upload) => (
          <UploadRow key={upload.key} upload={upload} uploads={uploads} />
        ))}
      {shown.length > CROWD && (
        <li className={styles.row}>{`and ${formatCount(shown.length - CROWD, 'more file')}`}</li>
      )}
    </ul>
  )
}

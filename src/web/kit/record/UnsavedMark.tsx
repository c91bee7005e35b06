import styles from './Record.module.css'

/** Something in a section was changed and not saved. */
export function UnsavedMark() {
  return <span role="img" aria-label="Unsaved changes" title="Unsaved changes" className={styles.dot} />
}

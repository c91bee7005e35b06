import styles from './Door.module.css'

/** The mark with the name, or alone where something else names it. */
export function Brand({ mark = false }: { mark?: boolean }) {
  return (
    <div className={styles.brand}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="6" fill="#136c4f" />
        <path d="M9 7h8a9 9 0 0 1 0 18H9z M9 20.5h14" fill="none" stroke="#fff" strokeWidth="2.6" />
      </svg>
      {!mark && 'Deedline'}
    </div>
  )
}

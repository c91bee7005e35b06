import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './DocumentsLink.module.css'
import type { DocumentView } from './view.ts'

/** Leads to the list of documents, narrowed. */
export function DocumentsLink({ search, children }: { search: DocumentView; children: ReactNode }) {
  return (
    <Link to="/documents" search={search} className={styles.link}>
      {children}
    </Link>
  )
}

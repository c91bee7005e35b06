import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import styles from './PanelLayout.module.css'

/** There is no room beside a list there: what would be shown beside it is opened as a page. */
export const PHONE = '(max-width: 859px)'

type Props = { label: string; panel: ReactNode | null; children: ReactNode }

/** A list that lives on while one of its rows is shown beside it. */
export function PanelLayout({ label, panel, children }: Props) {
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
  const opened = panel !== null && !phone
  return (
    <div className={styles.layout} data-list data-opened={opened || undefined}>
      <div className={styles.list}>{children}</div>
      {opened && (
        <aside className={styles.panel} aria-label={label} data-list-panel>
          {panel}
        </aside>
      )}
    </div>
  )
}

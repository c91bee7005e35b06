import { Outlet } from '@tanstack/react-router'
import { PageTabs } from '#web/kit/PageTabs.tsx'
import styles from './Calculators.module.css'
import { CALCULATOR_PAGES } from './list.ts'

const PAGES = [
  { to: '/calculators', label: 'Overview', exact: true },
  ...CALCULATOR_PAGES.map(({ to, title }) => ({ to, label: title })),
]

/** Around every calculator: the way to the others, and once, what these pages are. */
export function Calculators() {
  return (
    <div className={styles.frame}>
      <PageTabs label="Calculators" pages={PAGES} />
      <Outlet />
      <p className={styles.foot}>
        A worksheet, not legal or tax advice. It says where to ask your CPA or attorney.
      </p>
    </div>
  )
}

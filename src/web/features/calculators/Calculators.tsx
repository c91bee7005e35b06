import { Link, Outlet } from '@tanstack/react-router'
import styles from './Calculators.module.css'
import { CALCULATOR_PAGES } from './pages.ts'

/** What stands around every calculator: the way to the others, and once, what these pages are. */
export function Calculators() {
  return (
    <div className={styles.frame}>
      <nav aria-label="Calculators" className={styles.nav}>
        <Link to="/calculators" activeOptions={{ exact: true, includeSearch: false }}>
          Overview
        </Link>
        {CALCULATOR_PAGES.map(({ to, title }) => (
          <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
            {title}
          </Link>
        ))}
      </nav>
      <Outlet />
      <p className={styles.foot}>A worksheet, not legal or tax advice. What it leaves to counsel, it says.</p>
    </div>
  )
}

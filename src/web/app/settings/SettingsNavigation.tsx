import { NativeSelect } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import styles from './SettingsFrame.module.css'
import type { SettingsGroup } from './sections.ts'

type Props = { groups: SettingsGroup[]; path: string }

/** A column of links; where there's no room for one, a list to choose from. */
export function SettingsNavigation({ groups, path }: Props) {
  const { history } = useRouter()
  return (
    <>
      <nav aria-label="Settings" className={styles.column}>
        {groups.map(({ label, entries }) => (
          <section key={label} aria-label={label}>
            <div className={styles.label}>{label}</div>
            {entries.map(({ to, label, icon: Icon }) => (
              <Link key={to} to={to} className={styles.link} activeOptions={{ includeSearch: false }}>
                <Icon size={16} stroke={1.6} aria-hidden />
                {label}
              </Link>
            ))}
          </section>
        ))}
      </nav>
      <NativeSelect
        aria-label="Settings page"
        className={styles.choice}
        value={path}
        onChange={({ currentTarget }) => history.push(currentTarget.value)}
        data={groups.map(({ label, entries }) => ({
          group: label,
          items: entries.map(({ to, label }) => ({ value: to, label })),
        }))}
      />
    </>
  )
}

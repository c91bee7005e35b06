import { Drawer, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronRight, IconHelp } from '@tabler/icons-react'
import { useMembership } from '#web/session.ts'
import { ENTRIES } from './entries.ts'
import { NavButton, NavEntry } from './NavEntry.tsx'
import styles from './Navigation.module.css'
import { type EntryGroup, groupsFor } from './navigation.ts'
import { OrganizationMenu } from './OrganizationMenu.tsx'

type Props = { rail?: boolean; help: () => void }

/** All pages in groups; as a rail, by icon alone, with their names in tooltips. */
export function Navigation({ rail = false, help }: Props) {
  const groups = groupsFor(ENTRIES, useMembership())
  const foot = groups.find(({ group }) => group === 'foot')?.entries ?? []
  return (
    <div className={styles.navigation} data-rail={rail || undefined}>
      <OrganizationMenu rail={rail} />
      <div className={styles.groups}>
        {groups
          .filter(({ group }) => group !== 'foot')
          .map((group) => (
            <Group key={group.group} group={group} rail={rail} />
          ))}
      </div>
      <div className={styles.foot}>
        {foot.map((entry) => (
          <NavEntry key={entry.to} entry={entry} rail={rail} />
        ))}
        <NavButton label="Help" icon={IconHelp} rail={rail} onClick={help} />
      </div>
    </div>
  )
}

function Group({ group: { group, label, entries }, rail }: { group: EntryGroup; rail: boolean }) {
  const [closed, setClosed] = useLocalStorage<string[]>({
    key: 'deedline.closed-groups',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const open = rail || !closed.includes(group)
  const toggle = () => setClosed(open ? [...closed, group] : closed.filter((one) => one !== group))
  return (
    <div className={styles.group}>
      {label && !rail && (
        <UnstyledButton className={styles.label} aria-expanded={open} onClick={toggle}>
          <IconChevronRight size={12} className={styles.chevron} aria-hidden />
          {label}
        </UnstyledButton>
      )}
      {open && entries.map((entry) => <NavEntry key={entry.to} entry={entry} rail={rail} />)}
    </div>
  )
}

type SheetProps = { opened: boolean; onClose: () => void; help: () => void }

/** All pages on a phone, over the bar that has the most important ones. */
export function Sheet({ opened, onClose, help }: SheetProps) {
  const helpInstead = () => {
    onClose()
    help()
  }
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="min(85dvh, 640px)"
      title="All pages"
      hiddenFrom="sm"
      padding="sm"
    >
      <Navigation help={helpInstead} />
    </Drawer>
  )
}

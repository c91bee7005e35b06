import { Avatar } from '@mantine/core'
import { initialsOf } from '#web/kit/chips.tsx'
import styles from './OrganizationMenu.module.css'

/** The whole logo, wide or square; without one, initials. */
export function OrganizationLogo({ name, logo_url }: { name: string; logo_url: string | null }) {
  if (logo_url) return <img src={logo_url} alt="" className={styles.logo} data-logo />
  return (
    <Avatar size={28} radius={6} color="evergreen" variant="filled" aria-hidden>
      {initialsOf(name)}
    </Avatar>
  )
}

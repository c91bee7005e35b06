import { Text } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import styles from './shared.module.css'

type Props = {
  organization: { name: string; branding: Record<string, unknown> }
  logo: string | null
  children: ReactNode
}

/** A page for people without an account, in the name and color of the organization that it comes from. */
export function BrandedPage({ organization, logo, children }: Props) {
  const { accent, tagline } = organization.branding as { accent?: string; tagline?: string }
  return (
    <div
      className={styles.page}
      style={{ '--brand': accent ?? 'var(--mantine-color-evergreen-7)' } as CSSProperties}
    >
      <header className={styles.brand}>
        {logo && <img src={logo} alt="" className={styles.logo} />}
        <Text fw={650}>{organization.name}</Text>
        {tagline && (
          <Text size="sm" c="dimmed" visibleFrom="xs">
            {tagline}
          </Text>
        )}
      </header>
      <main className={styles.main} id="main">
        {children}
      </main>
    </div>
  )
}

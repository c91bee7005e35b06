import { Text } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import { Branding } from '#domains/identity/schema.ts'
import { inkOn } from '#lib/colors.ts'
import styles from './shared.module.css'

const EVERGREEN = '#136c4f'

type Props = {
  organization: { name: string; branding: Record<string, unknown> }
  logo: string | null
  /** What is inside is the main part of the page itself. */
  bare?: boolean
  children: ReactNode
}

/** A page for people without an account, in the name and color of the organization that it comes from. */
export function BrandedPage({ organization, logo, bare = false, children }: Props) {
  const { accent = EVERGREEN, tagline } = Branding.safeParse(organization.branding).data ?? {}
  return (
    <div className={styles.page} style={{ '--brand': accent, '--brand-ink': inkOn(accent) } as CSSProperties}>
      <header className={styles.brand}>
        {logo && <img src={logo} alt="" className={styles.logo} data-logo />}
        <Text fw={650}>{organization.name}</Text>
        {tagline && (
          <Text size="sm" c="dimmed" visibleFrom="xs">
            {tagline}
          </Text>
        )}
      </header>
      {bare ? (
        children
      ) : (
        <main className={styles.main} id="main">
          {children}
        </main>
      )}
    </div>
  )
}

import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { Brand } from '#web/features/identity/sign-in/Door.tsx'
import { needsFactor } from '#web/features/identity/sign-in/needs-factor.ts'
import { useSession } from '#web/session.ts'
import { Frame } from './Frame.tsx'
import styles from './OpenFrame.module.css'

/** Pages for everybody: in the usual frame for who works here, in a plain one for who only came to look. */
export function OpenFrame() {
  const session = useSession()
  if (session?.membership && !needsFactor(session)) return <Frame />
  return (
    <>
      <a href="#main" className="skip">
        Skip to the page
      </a>
      <header className={styles.header}>
        <Link to="/calculators" className={styles.home}>
          <Brand />
        </Link>
        <SchemeToggle />
        <Button component={Link} to="/sign-in" variant="default">
          Sign in
        </Button>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </>
  )
}

function SchemeToggle() {
  const dark = useComputedColorScheme('light') === 'dark'
  const { setColorScheme } = useMantineColorScheme()
  const Icon = dark ? IconSun : IconMoon
  return (
    <ActionIcon
      size="lg"
      aria-label={dark ? 'Light colours' : 'Dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <Icon size={18} />
    </ActionIcon>
  )
}

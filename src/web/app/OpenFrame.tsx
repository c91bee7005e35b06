import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { Brand } from '#web/kit/Brand.tsx'
import { useSession, useSessionKeeper } from '#web/session.ts'
import { detourOf } from './detour.ts'
import { Frame } from './frame/Frame.tsx'
import styles from './OpenFrame.module.css'

/** Pages for everybody: in the usual frame for members, in a plain one for visitors. */
export function OpenFrame() {
  const session = useSession()
  const keeper = useSessionKeeper()
  if (session?.membership && !detourOf(keeper)) return <Frame />
  return (
    <>
      <a href="#main" className="skip">
        Skip to the page
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.home}>
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
      aria-label={dark ? 'Light colors' : 'Dark colors'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <Icon size={18} />
    </ActionIcon>
  )
}

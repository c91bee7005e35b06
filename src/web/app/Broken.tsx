import { Button, Container, Group } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Door } from '#web/features/identity/sign-in/Door.tsx'
import { isFileMissing, isRefusal, isUnreached } from '#web/http.ts'
import { Empty } from '#web/kit/states.tsx'
import { unreachedWords } from '#web/kit/unreached.ts'

export function Missing() {
  return (
    <Empty
      title="There is no such page"
      action={
        <Button component={Link} to="/" variant="default">
          Go to today
        </Button>
      }
    >
      The address may be mistyped, or what was here has moved.
    </Empty>
  )
}

/** A page that failed says why and offers the way on; the rest of the frame stays. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const again = useAgain(error, reset)
  const unreached = isUnreached(error) ? unreachedWords() : null
  const title = isRefusal(error) ? error.message : 'This page failed, and it is our fault.'
  return (
    <Container size="sm" component="main" data-unreached={unreached ? true : undefined}>
      <Empty
        title={unreached?.title ?? title}
        action={
          <Group>
            <Button onClick={again}>Try again</Button>
            {!unreached && (
              <Button variant="default" onClick={() => location.assign('/')}>
                Go to today
              </Button>
            )}
          </Group>
        }
      >
        {unreached?.note ?? (isRefusal(error) ? null : String(error))}
      </Empty>
    </Container>
  )
}

/** The same for a page that has no frame around it, or whose frame could not be loaded. */
export function BrokenOutside(props: ErrorComponentProps) {
  return isUnreached(props.error) ? <Unreached {...props} /> : <Broken {...props} />
}

function Unreached({ error, reset }: ErrorComponentProps) {
  const again = useAgain(error, reset)
  return (
    <div data-unreached>
      <Door {...unreachedWords()}>
        <Button variant="default" onClick={again}>
          Try again
        </Button>
      </Door>
    </div>
  )
}

/** Tries the page again. What asked the API is tried again by whoever watches the connection; a missing file is not. */
function useAgain(error: unknown, reset: () => void): () => unknown {
  const router = useRouter()
  const missing = isFileMissing(error)
  useEffect(() => {
    if (!missing) return
    const reload = () => location.reload()
    window.addEventListener('online', reload)
    return () => window.removeEventListener('online', reload)
  }, [missing])
  return () => {
    if (missing) return location.reload()
    reset()
    return router.invalidate()
  }
}

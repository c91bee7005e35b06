import { Button, Container, Group } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isFileMissing, isRefusal, isUnreached } from '#web/http.ts'
import { Door } from '#web/kit/Door.tsx'
import { Empty } from '#web/kit/states.tsx'
import { unreachedWords } from '#web/kit/unreached.ts'

/** It stands in no frame: no page was found that has one. */
export function Missing() {
  return (
    <Door title="Page not found" note="Check the address, or start from Today.">
      <Button component={Link} to="/">
        Go to Today
      </Button>
    </Door>
  )
}

/** A page that failed says why and offers the way on; the rest of the frame stays. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const again = useAgain(error, reset)
  const unreached = isUnreached(error) ? unreachedWords() : null
  const missing = isRefusal(error, 'missing')
  const title = isRefusal(error) ? error.message.replace(/\.$/, '') : 'Something went wrong on our end'
  return (
    <Container size="sm" component="main" data-unreached={unreached ? true : undefined}>
      <Empty
        title={unreached?.title ?? title}
        action={
          <Group>
            {!missing && <Button onClick={again}>Try again</Button>}
            {!unreached && (
              <Button variant="default" component={Link} to="/">
                Go to Today
              </Button>
            )}
          </Group>
        }
      >
        {unreached?.note ?? noteOn(error)}
      </Empty>
    </Container>
  )
}

function noteOn(error: unknown): string | null {
  if (isRefusal(error, 'missing')) return 'It may have been deleted, or you don’t have access to it.'
  return isRefusal(error) ? null : 'This page could not be shown. Please try again.'
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

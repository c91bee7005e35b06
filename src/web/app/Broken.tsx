import { Button, Container, Group } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { isRefusal } from '#web/http.ts'
import { Empty } from '#web/kit/states.tsx'

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
  const router = useRouter()
  const again = () => {
    reset()
    return router.invalidate()
  }
  const title = isRefusal(error) ? error.message : 'This page failed, and it is our fault.'
  return (
    <Container size="sm" component="main">
      <Empty
        title={title}
        action={
          <Group>
            <Button onClick={again}>Try again</Button>
            <Button variant="default" onClick={() => location.assign('/')}>
              Go to today
            </Button>
          </Group>
        }
      >
        {isRefusal(error) ? null : String(error)}
      </Empty>
    </Container>
  )
}

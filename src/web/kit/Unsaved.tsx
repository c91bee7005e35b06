import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'

type Props = { dirty: boolean; onDiscard?: () => void }

/** Asks before changes that were not saved are left behind, by a link or with the browser's tab. */
export function Unsaved({ dirty, onDiscard }: Props) {
  const { status, proceed, reset } = useBlocker({
    // Someone whose session has ended is led to the sign-in page, and must not be stopped on the way.
    shouldBlockFn: ({ current, next }) =>
      dirty && next.pathname !== current.pathname && next.pathname !== '/sign-in',
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  const leave = () => {
    onDiscard?.()
    proceed?.()
  }
  return (
    <Modal opened={status === 'blocked'} onClose={() => reset?.()} title="Leave without saving?">
      <Text size="sm" mb="md">
        Your changes on this page haven’t been saved.
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" color="red" onClick={leave}>
          Leave without saving
        </Button>
        <Button data-autofocus onClick={reset}>
          Keep editing
        </Button>
      </Group>
    </Modal>
  )
}

import { Button, Group, Text } from '@mantine/core'
import { type NotificationData, notifications } from '@mantine/notifications'
import { createSignal } from './signal.ts'

/** There is something to show: what shows it is loaded with the first. */
export const toasted = createSignal()

const SHORT_MS = 4_000
const UNDO_MS = 10_000

/** The same sentence is never on the screen twice. */
export function notify(sentence: string): void {
  show({ id: sentence, message: sentence, autoClose: SHORT_MS })
}

/** Says what was done, and takes it back at one click: this is what we have instead of "are you sure". */
export function notifyUndo(sentence: string, undo: () => Promise<unknown>): void {
  const id = show({ message: null, autoClose: UNDO_MS })
  const takeBack = () => {
    notifications.hide(id)
    undo().catch(notifyRefusal)
  }
  notifications.update({
    id,
    autoClose: UNDO_MS,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" miw={0} style={{ overflowWrap: 'anywhere' }}>
          {sentence}
        </Text>
        <Button size="compact-sm" variant="light" onClick={takeBack}>
          Undo
        </Button>
      </Group>
    ),
  })
}

export function notifyRefusal(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  show({ message, color: 'red', autoClose: 8_000, role: 'alert' })
}

function show(toast: NotificationData): string {
  toasted.run()
  return notifications.show({ withBorder: true, ...toast })
}

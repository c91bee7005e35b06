import { Alert, Button, Group, Stack } from '@mantine/core'
import { type FormEvent, lazy, type ReactNode, Suspense } from 'react'

/** Only forms that change a record need it. */
const Unsaved = lazy(() => import('./Unsaved.tsx').then((file) => ({ default: file.Unsaved })))

type Props = {
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void
  refusal: string | null
  busy: boolean
  /** What the button says. */
  action: string
  /** Of a form that changes a record: there is nothing to save before it is true, and something to lose after. */
  dirty?: boolean
  /** The person leaves without saving: what they typed goes. */
  onDiscard?: () => void
  /** Nothing can be sent yet, for a reason that the form shows. */
  disabled?: boolean
  /** At the start of a page's form, at the end of a dialog's, and as wide as the card of the door. */
  button?: 'start' | 'end' | 'wide'
  /** What stands below the button. */
  after?: ReactNode
  children?: ReactNode
}

/** Every form: its fields, why it was refused where that is no field's fault, and its one button. */
export function ProblemForm({ onSubmit, refusal, busy, action, button = 'start', ...rest }: Props) {
  const { children, after, dirty, onDiscard, disabled = false } = rest
  const wide = button === 'wide'
  return (
    // What is wrong is said beside its field, in our words, and not in a bubble of the browser.
    <form onSubmit={onSubmit} noValidate>
      {dirty !== undefined && (
        <Suspense fallback={null}>
          <Unsaved dirty={dirty} {...(onDiscard && { onDiscard })} />
        </Suspense>
      )}
      <Stack gap="md">
        {children}
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify={button === 'end' ? 'flex-end' : 'flex-start'}>
          <Button
            type="submit"
            size={wide ? 'md' : 'sm'}
            fullWidth={wide}
            loading={busy}
            disabled={disabled || dirty === false}
          >
            {action}
          </Button>
        </Group>
        {after}
      </Stack>
    </form>
  )
}

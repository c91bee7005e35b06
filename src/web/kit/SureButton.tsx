import { Button, type ButtonProps } from '@mantine/core'
import { useState } from 'react'
import { notifyRefusal } from './notify.tsx'

type Props = ButtonProps & {
  act: () => Promise<unknown>
  sure: string
  children: string
  'aria-label'?: string
}

/** For what cannot be undone: the first click asks by changing the words, the second does it. */
export function SureButton({ act, sure, children, 'aria-label': label, ...props }: Props) {
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <Button
        flex="none"
        variant="subtle"
        color="red"
        {...props}
        aria-label={label}
        onClick={() => setAsking(true)}
      >
        {children}
      </Button>
    )
  return (
    <Button
      {...props}
      flex="none"
      variant="filled"
      color="red"
      autoFocus
      onClick={() => act().catch(notifyRefusal)}
      onBlur={() => setAsking(false)}
    >
      {sure}
    </Button>
  )
}

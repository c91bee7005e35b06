import { Button, Text } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { SignedIn } from '#domains/identity/schema.ts'
import {
  canUsePasskeys,
  isDismissed,
  signInByAutofill,
  signInByPasskey,
  stopAutofill,
} from '#web/features/identity/passkeys/passkeys.ts'

type Props = { enter: (signed: SignedIn) => Promise<unknown>; challenge?: string; label: string }

/** A button for people with a passkey; where browsers have none, there is no button. */
export function PasskeySignIn({ enter, challenge, label }: Props) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  if (!canUsePasskeys()) return null
  const sign = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      await enter(await signInByPasskey(challenge))
    } catch (error) {
      if (!isDismissed(error)) setRefusal(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Button
        fullWidth
        size="md"
        variant={challenge ? 'filled' : 'default'}
        leftSection={<IconFingerprint size={18} />}
        loading={busy}
        onClick={sign}
      >
        {label}
      </Button>
      {refusal && (
        <Text size="sm" c="var(--late-text)" mt={6} role="alert">
          {refusal}
        </Text>
      )}
    </div>
  )
}

/** Passkeys among the browser's suggestions in the field for the email. */
export function usePasskeyAutofill(enter: (signed: SignedIn) => Promise<unknown>): void {
  const latest = useRef(enter)
  useEffect(() => {
    latest.current = enter
  })
  useEffect(() => {
    if (!canUsePasskeys()) return
    let gone = false
    signInByAutofill()
      .then((signed) => signed && !gone && latest.current(signed))
      .catch((error) => isDismissed(error) || console.warn(error)) // The form is there for everyone.
    return () => {
      gone = true
      stopAutofill().catch(console.warn)
    }
  }, [])
}

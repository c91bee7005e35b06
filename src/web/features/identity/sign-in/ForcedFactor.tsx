import { Anchor } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { BackupCodes } from '#web/features/identity/factors/BackupCodes.tsx'
import { SetUpFactor } from '#web/features/identity/factors/SetUpFactor.tsx'
import { Door } from '#web/kit/Door.tsx'
import { useSession, useSessionKeeper } from '#web/session.ts'

export function ForcedFactor() {
  const navigate = useNavigate()
  const { signOut } = useSessionKeeper()
  const membership = useSession()?.membership
  const [codes, setCodes] = useState<string[] | null>(null)
  const go = () => navigate({ to: '/' })
  if (codes)
    return (
      <Door title="Your backup codes">
        <BackupCodes codes={codes} onDone={go} />
      </Door>
    )
  return (
    <Door
      title="Set up two-step verification"
      note={`${membership?.name ?? 'Your organization'} requires it for owners and administrators.`}
    >
      <SetUpFactor onDone={(backup) => (backup ? setCodes(backup) : go())} />
      <Anchor component="button" type="button" size="sm" c="dimmed" mt="lg" onClick={signOut}>
        Sign out
      </Anchor>
    </Door>
  )
}

import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

/** After too many wrong attempts the account is locked for a while; the person sees for how long. */
export function LockedUntil({ seconds, onEnd }: { seconds: number; onEnd: () => void }) {
  const [end] = useState(() => Date.now() + seconds * 1000)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = window.setInterval(() => {
      const now = Math.ceil((end - Date.now()) / 1000)
      setLeft(now)
      if (now <= 0) onEnd()
    }, 500)
    return () => window.clearInterval(timer)
  }, [end, onEnd])
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <Alert color="amber" icon={<IconLock size={18} />} role="status">
      Too many failed attempts. Try again in <span className="figures">{clock}</span>, use a device you’ve
      signed in on before, or reset your password. If you use two-step verification, enter a code to sign in
      now.
    </Alert>
  )
}

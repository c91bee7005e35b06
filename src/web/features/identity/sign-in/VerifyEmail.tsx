import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { isRefusal } from '#web/http.ts'
import { Door } from '#web/kit/Door.tsx'
import { Refused } from '#web/kit/states.tsx'
import { useSessionKeeper } from '#web/session.ts'
import { dropLinkToken, takeLinkToken } from './link-token.ts'

export function VerifyEmail() {
  const keeper = useSessionKeeper()
  const [token] = useState(() => takeLinkToken('verify'))
  const { data, error, isPending } = useQuery({
    queryKey: [auth.verifyEmail.path, token],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      keeper.start(await call(auth.verifyEmail, {}, { token }))
      dropLinkToken('verify')
      return true
    },
  })
  if (data) return <Navigate to="/" />
  const confirmed = isRefusal(error, 'gone') && error.details.confirmed === true
  if (confirmed)
    return (
      <Door title="Your address is confirmed" note="You can sign in.">
        <Button component={Link} to="/sign-in">
          Sign in
        </Button>
      </Door>
    )
  return (
    <Door title={error ? 'Your address isn’t confirmed' : 'Confirming your address'}>
      {isPending && <Skeleton height={36} />}
      {error && (
        <>
          <Refused error={error} />
          <Button component={Link} to="/sign-in" mt="md" variant="default">
            Sign in
          </Button>
        </>
      )}
    </Door>
  )
}

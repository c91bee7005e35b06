import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { InvitationPreview } from '#domains/identity/invitations/schema.ts'
import { me } from '#domains/identity/people/contract.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { Door } from '#web/kit/Door.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { Refused } from '#web/kit/states.tsx'
import { ROLES } from '#web/roles.ts'
import { useSession, useSessionKeeper } from '#web/session.ts'
import { dropLinkToken, takeLinkToken } from './link-token.ts'
import { SignUpInvited } from './SignUpInvited.tsx'

export function AcceptInvitation() {
  const [token] = useState(() => takeLinkToken('invitation'))
  const { data, error, isPending } = useQuery({
    queryKey: [auth.invitation.path, token],
    retry: false,
    queryFn: () => call(auth.invitation, {}, { token }),
  })
  if (isPending)
    return (
      <Door title="Your invitation">
        <Skeleton height={80} />
      </Door>
    )
  if (error)
    return (
      <Door title="Your invitation">
        <Refused error={error} />
      </Door>
    )
  const note = (
    <>
      {data.invited_by || 'An administrator'} invited you. Your role: <strong>{ROLES[data.role]}</strong>.
    </>
  )
  return (
    <Door title={`Join ${data.organization_name}`} note={note}>
      <Way preview={data} token={token} />
    </Door>
  )
}

/** Someone who is signed in joins at once; someone with an account signs in first; others create one. */
function Way({ preview, token }: { preview: InvitationPreview; token: string }) {
  const session = useSession()
  const { signOut } = useSessionKeeper()
  const navigate = useNavigate()
  if (session?.user.email === preview.email) return <Join token={token} />
  if (session)
    return (
      <Stack gap="md">
        <Text>
          This invitation is for <strong>{preview.email}</strong>, and you’re signed in as{' '}
          {session.user.email}.
        </Text>
        <Button onClick={signOut}>Sign out and continue as {preview.email}</Button>
      </Stack>
    )
  if (!preview.has_account) return <SignUpInvited preview={preview} token={token} />
  const search = { next: '/invitation', email: preview.email }
  return (
    <Button size="md" fullWidth onClick={() => navigate({ to: '/sign-in', search })}>
      Sign in to accept
    </Button>
  )
}

function Join({ token }: { token: string }) {
  const navigate = useNavigate()
  const keeper = useSessionKeeper()
  const { submit, refusal, busy } = useProblemForm({ initialValues: {} })
  const join = submit(async () => {
    const before = new Set(keeper.current()?.organizations.map((o) => o.organization_id))
    await call(me.accept, {}, { token })
    dropLinkToken('invitation')
    await keeper.refresh()
    const joined = keeper.current()?.organizations.find((o) => !before.has(o.organization_id))
    if (joined) keeper.chooseOrganization(joined.organization_id)
    await navigate({ to: '/' })
  })
  return (
    <ProblemForm
      onSubmit={join}
      refusal={refusal}
      busy={busy}
      action="Accept invitation"
      button="wide"
    ></ProblemForm>
  )
}

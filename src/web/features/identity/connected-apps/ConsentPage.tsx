import { Button, Group, Radio, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { connectedApps } from '#domains/identity/connected-apps/contract.ts'
import type { AppAccess, AppPreview } from '#domains/identity/connected-apps/schema.ts'
import { call } from '#web/calls.ts'
import { Door } from '#web/kit/Door.tsx'
import { Refused } from '#web/kit/states.tsx'
import { useSession, useSessionKeeper } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'
import { type AskedBy, requestIn } from './app-request.ts'

/** Where an app sends a member to be connected. Until the request has been checked, nothing of it is shown or followed. */
export function ConsentPage() {
  const search = useSearch({ from: '/oauth/authorize' })
  const request = requestIn(search)
  const { data, error } = useCall(connectedApps.preview, request, { retry: false, staleTime: 60_000 })
  if (error)
    return (
      <Door title="This app can’t be connected">
        <Refused error={error} />
      </Door>
    )
  if (!data)
    return (
      <Door title="Connect an app">
        <Skeleton height={160} />
      </Door>
    )
  return <Decision app={data} request={request} />
}

type Props = { app: AppPreview; request: AskedBy }

/** Most apps ask for all there is, so the person begins with the least. */
function Decision({ app, request }: Props) {
  const [access, setAccess] = useState<AppAccess>('read')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const allow = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      const { redirect_url } = await call(connectedApps.connect, {}, { ...request, access })
      window.location.assign(redirect_url)
    } catch (error) {
      setRefusal(error)
      setBusy(false)
    }
  }
  return (
    <Door
      title={`Connect ${app.name}?`}
      note={
        <>
          It will work in Deedline as you, from{' '}
          {app.is_local ? 'a program on this computer' : <strong>{app.host}</strong>}.
        </>
      }
    >
      <Stack gap="md">
        <Organization />
        <Radio.Group
          label="What it can do"
          value={access}
          onChange={(value) => setAccess(value as AppAccess)}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="read" label="Read only" description="Search and read what you can see." />
            <Radio
              value="write"
              label="Read and change"
              description="Also edit documents and who in the organization sees them, comment, request documents from clients, move documents to trash, change teams, add, edit and trash contacts, create, change, close and cancel deals, attach documents to them and apply their values, submit their required documents, change commissions and their plans, and open and change exchanges with their properties and participants, as you can."
            />
          </Stack>
        </Radio.Group>
        <Limits />
        {refusal !== null && <Refused error={refusal} />}
        <Group grow>
          <Button variant="default" component="a" href={app.declined_url}>
            Cancel
          </Button>
          <Button loading={busy} onClick={allow}>
            Allow
          </Button>
        </Group>
      </Stack>
    </Door>
  )
}

/** What it can't do, and how to end it. */
function Limits() {
  return (
    <>
      <Text size="sm" c="dimmed">
        It can’t share documents or revoke shares, upload files, manage members, settings, API keys or
        webhooks, or delete anything permanently. What it does is in the audit log under your name. You can
        disconnect it at any time under Settings &gt; API keys.
      </Text>
      <Text size="sm">
        Deedline doesn’t check who makes an app. Allow this only if you started it yourself just now.
      </Text>
    </>
  )
}

/** In one organization only: the one chosen here. */
function Organization() {
  const session = useSession()
  const keeper = useSessionKeeper()
  const navigate = useNavigate()
  if (!session?.membership) return null
  const { membership, organizations, user } = session
  if (organizations.length === 1)
    return (
      <Text size="sm">
        Organization: <strong>{membership.name}</strong> · signed in as {user.email}
      </Text>
    )
  return (
    <Select
      label="Organization"
      description={`Signed in as ${user.email}`}
      data={organizations.map(({ organization_id, name }) => ({ value: organization_id, label: name }))}
      value={membership.organization_id}
      allowDeselect={false}
      onChange={(id) => {
        if (!id) return
        keeper.chooseOrganization(id)
        // What the member may do there can be another.
        navigate({ to: '.', search: true, replace: true })
      }}
    />
  )
}

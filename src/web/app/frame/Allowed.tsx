import { Text } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SECTIONS } from '#web/app/settings/sections.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { useMembership } from '#web/session.ts'
import { ENTRIES } from './entries.ts'
import { closedEntry } from './navigation.ts'

const GUARDED = [...ENTRIES, ...SECTIONS]

/** The page, or the reason why this member doesn't see it: an address leads also where the navigation doesn't. */
export function Allowed({ children }: { children: ReactNode }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const closed = closedEntry(GUARDED, path, useMembership().permissions)
  if (!closed) return children
  return (
    <>
      <PageHeader title={closed.label} />
      <Text>You don’t have permission to see this page. Contact an administrator.</Text>
    </>
  )
}

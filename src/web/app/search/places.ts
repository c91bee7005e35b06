import {
  IconCalculator,
  IconKey,
  IconLink,
  IconLock,
  IconSettings,
  IconShieldCheck,
  IconUpload,
  IconUserPlus,
} from '@tabler/icons-react'
import type { Membership } from '#domains/identity/schema.ts'
import { entriesFor } from '#web/app/navigation.ts'
import { CALCULATOR_PAGES } from '#web/features/calculators/pages.ts'
import { SETTINGS } from '#web/features/identity/settings/sections.ts'

/** Somewhere to go or something to do, found by its title or by what else people call it. */
export type Place = {
  title: string
  note?: string
  words?: string
  icon: typeof IconKey
  needs?: string
  /** A page of ours, or `upload`: choosing files is no page. */
  to: string
}

const ACTIONS: Place[] = [
  {
    title: 'Upload documents',
    words: 'add new file import drop',
    icon: IconUpload,
    needs: 'documents.upload',
    to: 'upload',
  },
  {
    title: 'Invite a member',
    words: 'add new colleague person user',
    icon: IconUserPlus,
    needs: 'members.manage',
    to: '/settings/members?new=invitation',
  },
  {
    title: 'Make an API key',
    words: 'new token program create',
    icon: IconKey,
    needs: 'api_keys.use',
    to: '/settings/api-keys?new=key',
  },
  {
    title: 'Set up two-step verification',
    words: 'mfa two-factor authenticator backup codes',
    icon: IconShieldCheck,
    to: '/settings/security#second-factor',
  },
  { title: 'Change the password', words: 'new', icon: IconLock, to: '/settings/security#password' },
  {
    title: 'Connect Google or Microsoft',
    words: 'account sign in provider',
    icon: IconLink,
    to: '/settings/security#connected-accounts',
  },
]

export function pagesFor(membership: Membership): Place[] {
  const settings = SETTINGS.map(({ label, ...section }) => ({
    ...section,
    title: label,
    note: 'Settings',
    icon: IconSettings,
  }))
  const calculators = CALCULATOR_PAGES.map(({ to, title, text }) => ({
    to,
    title,
    note: 'Calculators',
    words: `calculator 1031 ${text}`,
    icon: IconCalculator,
  }))
  const entries: Place[] = entriesFor(membership).map(({ to, label, icon }) => ({ to, title: label, icon }))
  return [...entries, ...allowed(settings, membership), ...calculators]
}

export function actionsFor(membership: Membership): Place[] {
  return allowed(ACTIONS, membership)
}

function allowed(places: Place[], { permissions }: Membership): Place[] {
  return places.filter(({ needs }) => !needs || permissions.includes(needs))
}

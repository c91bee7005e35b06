import { Stack, Text } from '@mantine/core'
import type { ContactDetail } from '#domains/contacts/schema.ts'

/** How important the contact is, and what that is made of. */
export function Importance({ contact }: { contact: ContactDetail }) {
  const { importance_set, importance_computed, importance_reasons } = contact
  if (!importance_computed && !importance_set)
    return (
      <Text size="sm" c="dimmed">
        Calculated overnight from deals, referrals, role and follow-ups.
      </Text>
    )
  return (
    <Stack gap={6} fz="sm">
      {importance_set && <Text inherit>Set by a person: {importance_set} of 100</Text>}
      {importance_computed && <Text inherit>Calculated: {importance_computed} of 100</Text>}
      {importance_reasons.map(({ reason, points }) => (
        <Text key={reason} size="sm" c="dimmed">
          {reason} · {points} {points === 1 ? 'point' : 'points'}
        </Text>
      ))}
    </Stack>
  )
}

import { Stack, Switch } from '@mantine/core'
import { memberSettings } from '#domains/identity/notifications/contract.ts'
import type { MemberSettings } from '#domains/identity/notifications/schema.ts'
import { SUBJECTS } from '#web/features/identity/notifications/words.ts'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'

type Kind = MemberSettings['notifications'][number]

/** Which notifications come to the inbox; each switch is saved at once. */
export function NotificationsPage() {
  const { data, error } = useCall(memberSettings.one, {})
  const change = useChange(memberSettings.change)
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton />
  const set = ({ fact }: Kind, on: boolean) => {
    const muted = data.notifications.filter((kind) => (kind.fact === fact ? !on : !kind.on))
    return change.run(null, {}, { muted_facts: muted.map((kind) => kind.fact) })
  }
  const groups = Map.groupBy(data.notifications, ({ subject_type }) => subject_type)
  return [...groups].map(([subject_type, kinds]) => (
    <Section key={subject_type} title={SUBJECTS[subject_type] ?? 'Other'} note="Notify me in the inbox when">
      <Stack gap="sm">
        {kinds.map((kind) => (
          <Switch
            key={kind.fact}
            label={kind.label}
            checked={kind.on}
            disabled={change.busy}
            onChange={({ currentTarget }) => set(kind, currentTarget.checked)}
          />
        ))}
      </Stack>
    </Section>
  ))
}

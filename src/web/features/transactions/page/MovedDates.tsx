import { Text } from '@mantine/core'
import type { ChangedDates } from '#domains/transactions/dates/schema.ts'
import { dateName } from '#web/features/transactions/words.ts'
import { MovedDays } from '#web/kit/record/MovedDays.tsx'

/** Every date that moves, from when to when. */
export function MovedDates({ moved }: { moved: ChangedDates['moved'] }) {
  if (moved.length === 0) return <Text size="sm">Every date stays on its day.</Text>
  return <MovedDays moved={moved.map((one) => ({ ...one, name: dateName(one.id, one.name) }))} />
}

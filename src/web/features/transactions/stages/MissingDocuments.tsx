import { Anchor, List, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { RequirementState } from '#domains/transactions/requirements/schema.ts'
import { REQUIREMENT_STATES } from '#web/features/transactions/requirements/words.ts'
import { isRefusal } from '#web/http.ts'

const Missing = z.object({ id: z.uuid(), name: z.string(), state: RequirementState })
export type Missing = z.infer<typeof Missing>

/** The required documents that a refused closing names. */
export function missingOf(error: unknown): Missing[] {
  if (!isRefusal(error, 'refused')) return []
  return z.array(Missing).safeParse(error.details?.requirements).data ?? []
}

type Props = { id: string; missing: Missing[]; onOpen: () => void }

/** What a closing still waits for, each a link to the list of the deal. */
export function MissingDocuments({ id, missing, onOpen }: Props) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        Required documents
      </Text>
      <List size="sm">
        {missing.map((one) => (
          <List.Item key={one.id}>
            <Anchor inherit component={Link} to={`/deals/${id}#requirement-${one.id}`} onClick={onOpen}>
              {one.name}
            </Anchor>
            <Text span inherit c="dimmed">
              {` · ${REQUIREMENT_STATES[one.state][0]}`}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}

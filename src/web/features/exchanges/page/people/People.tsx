import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { participants } from '#domains/exchanges/participants/contract.ts'
import { type Participant, ParticipantRole } from '#domains/exchanges/participants/schema.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import { everyOf } from '#web/calls.ts'
import { useDialog } from '#web/features/exchanges/page/use-dialog.ts'
import { AUTHORITIES, DOCUMENT_ACCESS, PARTICIPANT_ROLES } from '#web/features/exchanges/words.ts'
import { formatInstant } from '#web/kit/dates.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { AddParticipantModal } from './AddParticipantModal.tsx'
import { ParticipantMenu } from './ParticipantMenu.tsx'

const ORDER = ParticipantRole.options

/** Who the exchange is for, who runs it, and who else takes part. */
export function People({ exchange }: { exchange: ExchangeDetail }) {
  const { id, may } = exchange
  const { data, error } = useQuery(everyOf(participants.all, { id }))
  const { dialog, open, close } = useDialog()
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={4} />
  const active = data
    .filter(({ is_active }) => is_active)
    .toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
  return (
    <Stack gap="sm">
      <RunBy exchange={exchange} />
      {active.map((one) => (
        <Row key={one.id} id={id} participant={one} edit={may.edit} />
      ))}
      {may.edit && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => open('person')}
        >
          Add person
        </Button>
      )}
      <Left participants={data.filter(({ is_active }) => !is_active)} />
      {may.edit && dialog === 'person' && <AddParticipantModal id={id} onClose={close} />}
    </Stack>
  )
}

function RunBy({ exchange }: { exchange: ExchangeDetail }) {
  const { client_id, client_name, intermediary_id, intermediary_name } = exchange
  return (
    <Facts
      facts={[
        ['Taxpayer', client_name && <ContactLink key="client" id={client_id} name={client_name} />],
        ['Coordinator', exchange.coordinator_name],
        ['Attorney', exchange.primary_attorney_name],
        [
          'Intermediary',
          intermediary_id && intermediary_name && (
            <ContactLink key="intermediary" id={intermediary_id} name={intermediary_name} />
          ),
        ],
      ]}
    />
  )
}

function ContactLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor inherit component={Link} to={`/contacts/${id}`}>
      {name}
    </Anchor>
  )
}

const UNSEEN = 'A contact you don’t see'

function Row({ id, participant, edit }: { id: string; participant: Participant; edit: boolean }) {
  const { participant_id, display_name, role, is_primary, user_id } = participant
  const { authority_level, document_access_level } = participant
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" fz="sm" align="start">
      <div style={{ minWidth: 0 }}>
        {display_name ? <ContactLink id={participant_id} name={display_name} /> : UNSEEN}
        <Text span inherit c="dimmed">
          {` · ${PARTICIPANT_ROLES[role]}${is_primary ? ', first to ask' : ''}`}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            authority_level !== 'none' && `Authority: ${AUTHORITIES[authority_level].toLowerCase()}`,
            DOCUMENT_ACCESS[document_access_level],
            user_id && 'Member, sees this exchange',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {edit && <ParticipantMenu id={id} participant={participant} />}
    </Group>
  )
}

/** Those whose part has ended stay known. */
function Left({ participants: left }: { participants: Participant[] }) {
  if (left.length === 0) return null
  return (
    <details>
      <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
        {`${left.length} no longer ${left.length === 1 ? 'takes' : 'take'} part`}
      </Text>
      {left.map(({ id, display_name, role, left_at }) => (
        <Text key={id} size="sm" c="dimmed" mt={4}>
          {`${display_name ?? UNSEEN} · ${PARTICIPANT_ROLES[role]}, until ${formatInstant(left_at ?? '')}`}
        </Text>
      ))}
    </details>
  )
}

import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { discrepancies } from '#domains/transactions/discrepancies/contract.ts'
import type { Discrepancy } from '#domains/transactions/discrepancies/schema.ts'
import type { StatedValue } from '#domains/transactions/proposals/schema.ts'
import { StatusPill } from '#web/kit/StatusPill.tsx'
import { useCall } from '#web/use-call.ts'
import { ApplyModal } from './ApplyModal.tsx'
import { SettleModal } from './SettleModal.tsx'
import { Source } from './Source.tsx'
import { FIELD_NAMES, valueIn } from './words.ts'

type Props = { id: string; edit: boolean; version: number }

/** Fields about which the documents of a deal disagree, with each source. */
export function Discrepancies({ id, edit, version }: Props) {
  const { data } = useCall(discrepancies.all, { id })
  return data?.items.map((one) => (
    <Disagreeing key={one.field} id={id} edit={edit} version={version} discrepancy={one} />
  ))
}

function Disagreeing({ id, edit, version, discrepancy }: Props & { discrepancy: Discrepancy }) {
  const { field, current, sources } = discrepancy
  const [applying, setApplying] = useState<StatedValue | null>(null)
  const [settling, setSettling] = useState(false)
  return (
    <Paper withBorder p="xs" radius="sm">
      <Stack gap="xs">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {FIELD_NAMES[field]}
          </Text>
          <StatusPill tone="soon">Sources disagree</StatusPill>
        </Group>
        <Text size="sm">{`The deal has ${current === null ? 'none' : valueIn(field, current)}.`}</Text>
        {sources.map((source) => (
          <Group key={source.extraction_id} gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0, flex: 1 }}>
              <Text size="sm" fw={600}>
                {valueIn(field, source.value)}
              </Text>
              <Source source={source} picture />
            </div>
            {edit && source.value !== current && (
              <Button size="compact-xs" variant="default" onClick={() => setApplying(source)}>
                Use
              </Button>
            )}
          </Group>
        ))}
        {edit && (
          <Button size="compact-sm" variant="default" w="fit-content" onClick={() => setSettling(true)}>
            Say which is right
          </Button>
        )}
      </Stack>
      {applying && (
        <ApplyModal
          id={id}
          version={version}
          values={[{ ...applying, current }]}
          onClose={() => setApplying(null)}
        />
      )}
      {settling && <SettleModal id={id} discrepancy={discrepancy} onClose={() => setSettling(false)} />}
    </Paper>
  )
}

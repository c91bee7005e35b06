import { Alert, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { amendments } from '#domains/transactions/amendments/contract.ts'
import type { AmendmentDraft, AmendmentPreview } from '#domains/transactions/amendments/schema.ts'
import { call } from '#web/calls.ts'
import { formatCount, formatMoney } from '#web/kit/figures.ts'
import { RowsSkeleton } from '#web/kit/states.tsx'
import { FromTo } from './FromTo.tsx'

/** What follows from a correction that isn't saved: the net sheet, and who gets what. */
export function AmendPreview({ id, draft }: { id: string; draft: AmendmentDraft }) {
  const [asked] = useDebouncedValue(draft, 350)
  const of = JSON.stringify(asked)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['amendment preview', id, of],
    queryFn: () => call(amendments.preview, { id }, JSON.parse(of) as AmendmentDraft),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (error)
    return (
      <Alert color="yellow" p="xs">
        {error.message}
      </Alert>
    )
  if (!data) return <RowsSkeleton rows={2} />
  return (
    <Stack gap={4} component="section" aria-label="What changes" opacity={isPlaceholderData ? 0.6 : 1}>
      <Text size="sm" fw={500}>
        What changes
      </Text>
      <Effects preview={data} />
    </Stack>
  )
}

function Effects({ preview: { net_sheet, commissions, other_deals } }: { preview: AmendmentPreview }) {
  const moved = commissions.filter(({ from, to }) => from !== to)
  const money = (amount: string | null) => amount && formatMoney(amount)
  return (
    <>
      {net_sheet && (
        <FromTo
          label={net_sheet.after.lines.at(-1)?.label ?? 'Net sheet'}
          from={formatMoney(net_sheet.before.result)}
          to={formatMoney(net_sheet.after.result)}
        />
      )}
      {moved.map(({ key, name, from, to }) => (
        <FromTo key={key} label={`Commission: ${name}`} from={money(from)} to={money(to)} />
      ))}
      {other_deals > 0 && (
        <Text size="xs" c="dimmed">
          {`Commissions of ${formatCount(other_deals, 'other deal')} change too, because they count toward the same year of an agent.`}
        </Text>
      )}
    </>
  )
}

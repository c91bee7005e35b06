import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { commissions } from '#domains/transactions/commissions/contract.ts'
import type {
  Commission as CommissionAnswer,
  CommissionLine,
} from '#domains/transactions/commissions/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { LINE_KINDS } from '#web/features/transactions/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMay, useSession } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'
import { Disbursement } from './Disbursement.tsx'
import { Figure, Figures } from './Figure.tsx'

const TermsModal = lazy(() => import('./TermsModal.tsx').then((file) => ({ default: file.TermsModal })))

/** Who gets what of the deal's commission, as far as this person sees it. */
export function Commission({ deal }: { deal: TransactionDetail }) {
  const { id } = deal
  const [editing, setEditing] = useState(false)
  const sees_all = useMay('transactions.see_commissions')
  const { data, error } = useCall(commissions.one, { id })
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={4} />
  return (
    <Stack gap="sm">
      {data.warnings.map((warning) => (
        <Alert key={warning} color="yellow" p="xs">
          {warning}
        </Alert>
      ))}
      <Lines commission={data} />
      {data.may.change && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPencil size={14} />}
          onClick={() => setEditing(true)}
        >
          Edit terms
        </Button>
      )}
      {sees_all && data.lines.length > 0 && <Disbursement id={id} />}
      {editing && data.terms && (
        <Suspense>
          <TermsModal deal={deal} commission={data} terms={data.terms} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Stack>
  )
}

function Lines({ commission }: { commission: CommissionAnswer }) {
  const { lines, gross, gross_formula, ours, ours_formula, counts_on } = commission
  const me = useSession()?.user.id
  const figure = (line: CommissionLine) => (
    <Figure key={line.id} name={nameOf(line, me)} note={noteOf(line, lines)} {...figureOf(line)} />
  )
  if (gross === null)
    return (
      <Text size="sm" c="dimmed">
        Computed once the deal is under contract and has a price and a commission rate.
      </Text>
    )
  return (
    <>
      <Figures>
        <Figure name="Gross commission" amount={gross} formula={gross_formula} main />
        {lines.filter(isOthers).map(figure)}
        {ours !== null && ours !== gross && <Figure name="Our side" amount={ours} formula={ours_formula} />}
        {lines.filter((line) => !isOthers(line)).map(figure)}
      </Figures>
      {counts_on && (
        <Text size="xs" c="dimmed">
          {`Counts toward the year of its agents on ${formatDay(counts_on)}.`}
        </Text>
      )}
    </>
  )
}

const isOthers = ({ paid_to }: CommissionLine) => paid_to === 'cooperating'
const nameOf = ({ name, user_id }: CommissionLine, me: string | undefined) =>
  user_id && user_id === me ? `${name} (you)` : name
/** What the company keeps is a line for each agent, so that each can be shown theirs. */
function noteOf({ paid_to, name, agent_id }: CommissionLine, lines: CommissionLine[]): string {
  const agent = lines.find(({ user_id, paid_to }) => paid_to === 'agent' && user_id === agent_id)
  if (paid_to === 'company' && agent) return `of ${agent.name}’s part`
  return name.toLowerCase() === LINE_KINDS[paid_to] ? '' : LINE_KINDS[paid_to]
}

const figureOf = ({ amount, formula }: CommissionLine) => ({ amount, formula })

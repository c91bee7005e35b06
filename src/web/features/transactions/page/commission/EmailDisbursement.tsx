import { Modal, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { disbursements } from '#domains/transactions/disbursements/contract.ts'
import { Emailing } from '#domains/transactions/disbursements/schema.ts'
import { parties } from '#domains/transactions/parties/contract.ts'
import type { Party } from '#domains/transactions/parties/schema.ts'
import { everyOf } from '#web/calls.ts'
import { ROLES } from '#web/features/transactions/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'

/** Those who pay at closing. */
const CLOSERS: Party['role'][] = ['title', 'escrow', 'attorney']
type Props = { id: string; onClose: () => void }

/** Sends the PDF to the title company of the deal, or to an address that is typed. */
export function EmailDisbursement({ id, onClose }: Props) {
  const { data } = useQuery(everyOf(parties.all, { id }))
  const known = data?.filter((party) => CLOSERS.includes(party.role))
  return (
    <Modal opened onClose={onClose} title="Email authorization">
      {known && <EmailForm id={id} known={known} onClose={onClose} />}
    </Modal>
  )
}

function EmailForm({ id, known, onClose }: Props & { known: Party[] }) {
  const email = useChange(disbursements.email)
  const first = known.find((party) => party.email) ?? null
  const { form, field, submit, refusal, busy } = useZodForm(Emailing, {
    initialValues: { party_id: first?.id ?? null, email: first?.email ?? '', message: '' },
  })
  const choose = (party_id: string | null) => {
    const party = known.find((one) => one.id === party_id)
    form.setValues({ party_id, email: party?.email ?? '' })
  }
  const send = submit(async ({ party_id, email: to, message }) => {
    await email.make({ id }, { party_id, email: to, ...(message && { message }) })
    notify(`Authorization sent to ${to}.`)
    onClose()
  })
  return (
    <ProblemForm onSubmit={send} refusal={refusal} busy={busy} action="Send" button="end">
      {known.length > 0 && (
        <Select
          label="To"
          placeholder="Another address"
          clearable
          data={known.map(({ id: value, display_name, role }) => ({
            value,
            label: `${display_name}, ${ROLES[role].toLowerCase()}`,
          }))}
          value={form.getValues().party_id}
          onChange={choose}
        />
      )}
      <TextInput type="email" label="Email" data-autofocus {...field('email')} required />
      <Textarea label="Message (optional)" autosize minRows={2} {...field('message')} />
      <Text size="xs" c="dimmed">
        The attached PDF shows what is paid to whom, and not how splits are computed. A copy of the file is
        kept with the deal.
      </Text>
    </ProblemForm>
  )
}

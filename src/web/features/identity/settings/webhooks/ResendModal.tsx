import { Modal, Select, Text } from '@mantine/core'
import { webhooks } from '#domains/identity/webhooks/contract.ts'
import { formatCount } from '#web/kit/figures.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useChange } from '#web/use-call.ts'

const HOURS = [
  { value: '1', label: 'The last hour' },
  { value: '24', label: 'The last 24 hours' },
  { value: '168', label: 'The last 7 days' },
  { value: '719', label: 'The last 30 days' },
]

type Props = { webhook_id: string; opened: boolean; onClose: () => void }

export function ResendModal({ webhook_id, opened, onClose }: Props) {
  const resend = useChange(webhooks.resend)
  const { form, submit, refusal, busy } = useProblemForm({ initialValues: { hours: '24' } })
  const send = submit(async ({ hours }) => {
    const since = new Date(Date.now() - Number(hours) * 3_600_000).toISOString()
    const { count } = await resend.make({ id: webhook_id }, { since })
    notify(count === 0 ? 'Nothing was missed.' : `Sending ${formatCount(count, 'delivery', 'deliveries')}.`)
    onClose()
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Resend missed events">
      <ProblemForm onSubmit={send} refusal={refusal} busy={busy} action="Resend" button="end">
        <Text size="sm">
          Sends what failed, and what happened while this webhook was paused or turned off. What was delivered
          isn’t sent twice.
        </Text>
        <Select label="From" data={HOURS} allowDeselect={false} {...form.getInputProps('hours')} />
      </ProblemForm>
    </Modal>
  )
}

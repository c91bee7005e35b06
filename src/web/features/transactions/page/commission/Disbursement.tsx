import { Alert, Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconCheck, IconDownload, IconSend } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { disbursements } from '#domains/transactions/disbursements/contract.ts'
import {
  type Disbursement as DisbursementAnswer,
  Sending,
} from '#domains/transactions/disbursements/schema.ts'
import { call } from '#web/calls.ts'
import { DISBURSEMENTS } from '#web/features/transactions/words.ts'
import { formatDay, Moment } from '#web/kit/dates.tsx'
import { saveAnswer } from '#web/kit/downloads.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'
import { EmailDisbursement } from './EmailDisbursement.tsx'

/** The commission disbursement authorization: a draft until it is approved, then sent, then paid line by line. */
export function Disbursement({ id }: { id: string }) {
  const { data, error } = useCall(disbursements.one, { id })
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={2} />
  return (
    <Stack gap={8} component="section" aria-label="Disbursement authorization">
      <Group gap="xs" mt={6}>
        <Text fw={600} size="sm">
          Disbursement authorization
        </Text>
        <Status of={DISBURSEMENTS} status={data.status} />
      </Group>
      {data.stale && (
        <Alert color="yellow" p="xs">
          The commission has changed since this was approved. Review the figures and approve it again.
        </Alert>
      )}
      <History disbursement={data} />
      <Steps disbursement={data} />
      {(data.status === 'sent' || data.status === 'paid') && <Payments disbursement={data} />}
    </Stack>
  )
}

function History({ disbursement }: { disbursement: DisbursementAnswer }) {
  const { approved_by_name, approved_at, sent_to, sent_at, sent_document_id, mail_failed_at } = disbursement
  if (!approved_at)
    return (
      <Text size="xs" c="dimmed">
        Tells the title company whom to pay. Approve it to keep the figures and file the PDF with the deal.
      </Text>
    )
  return (
    <Text size="xs" c="dimmed">
      {`Approved by ${approved_by_name} `}
      <Moment at={approved_at} />
      {sent_at && (
        <>
          {` · sent to ${sent_to} `}
          <Moment at={sent_at} />
        </>
      )}
      {sent_document_id && (
        <>
          {' · '}
          <Anchor inherit component={Link} to={`/documents/${sent_document_id}`}>
            File as sent
          </Anchor>
        </>
      )}
      {mail_failed_at && (
        <Text span inherit c="red">
          {' · The email could not be delivered. Check the address and send it again.'}
        </Text>
      )}
    </Text>
  )
}

function Steps({ disbursement: { id, status, stale, may, figures } }: { disbursement: DisbursementAnswer }) {
  const [approve, send] = [useChange(disbursements.approve), useChange(disbursements.send)]
  const [sending, setSending] = useState(false)
  const [emailing, setEmailing] = useState(false)
  const download = async (copy: 'outside' | 'internal') => {
    try {
      await saveAnswer(await call(disbursements.pdf, { id, copy }), 'commission-disbursement.pdf')
    } catch (error) {
      notifyRefusal(error)
    }
  }
  const waits = status === 'draft' || stale
  return (
    <Group gap="xs">
      {waits && may.approve && (
        <Button
          size="compact-sm"
          leftSection={<IconCheck size={14} />}
          loading={approve.busy}
          onClick={() => approve.run('Approved. The PDF is filed with the deal.', { id }, { figures })}
        >
          {status === 'draft' ? 'Approve' : 'Approve again'}
        </Button>
      )}
      {(status === 'approved' || status === 'sent') && !stale && may.follow && (
        <Button
          size="compact-sm"
          variant={status === 'approved' ? 'filled' : 'default'}
          leftSection={<IconSend size={14} />}
          onClick={() => setEmailing(true)}
        >
          {status === 'approved' ? 'Email' : 'Email again'}
        </Button>
      )}
      {status === 'approved' && !stale && may.follow && (
        <Button size="compact-sm" variant="default" onClick={() => setSending(true)}>
          Mark as sent
        </Button>
      )}
      {emailing && <EmailDisbursement id={id} onClose={() => setEmailing(false)} />}
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} />}>
            {status === 'draft' ? 'Draft PDF' : 'PDF'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => download('outside')}>For the title company</Menu.Item>
          <Menu.Item onClick={() => download('internal')}>Internal, with how splits are computed</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <FormModal
        opened={sending}
        onClose={() => setSending(false)}
        title="Authorization sent"
        schema={Sending}
        action="Mark as sent"
        send={(values) => send.make({ id }, values)}
        said={() => 'Marked as sent.'}
        fields={{
          sent_to: { label: 'Sent to', placeholder: 'Harborline Title, closings@harborline.example' },
        }}
      />
    </Group>
  )
}

function Payments({ disbursement: { id, statement, may } }: { disbursement: DisbursementAnswer }) {
  const pay = useChange(disbursements.pay)
  return (
    <Stack gap={4}>
      {statement.lines
        .filter(({ amount }) => Number(amount) > 0)
        .map(({ key, name, amount, paid_on }) => (
          <Group key={key} justify="space-between" gap="xs" wrap="nowrap" fz="sm">
            <Text inherit truncate>{`${name}, ${formatMoney(amount)}`}</Text>
            {paid_on ? (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                disabled={!may.follow}
                aria-label={`${name} paid on ${formatDay(paid_on)}: undo`}
                onClick={() => pay.run('Payment taken back.', { id }, { key, paid_on: null })}
              >
                {`Paid ${formatDay(paid_on)}`}
              </Button>
            ) : (
              may.follow && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Confirm payment to ${name}`}
                  onClick={() => pay.run(`${name} is paid.`, { id }, { key, paid_on: readerDay(new Date()) })}
                >
                  Confirm payment
                </Button>
              )
            )}
          </Group>
        ))}
    </Stack>
  )
}

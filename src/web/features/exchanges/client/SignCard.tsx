import { Alert, Anchor, Button, Checkbox, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { exchangePage } from '#domains/exchanges/guests/contract.ts'
import { CONSENT, type WaitingSignature } from '#domains/exchanges/signing/schema.ts'
import { call } from '#web/calls.ts'
import type { Refusal } from '#web/http.ts'
import { notify } from '#web/kit/notify.tsx'
import styles from './Client.module.css'
import { SignaturePad } from './SignaturePad.tsx'
import { withSession } from './session.ts'

type Props = { waiting: WaitingSignature; href: string; token: string; session: string; onChange: () => void }

/** One document to read and to sign, or to decline. */
export function SignCard({ waiting, href, token, session, onChange }: Props) {
  const { id: signature_id, title, message, file_hash: document_hash, later } = waiting
  const [method, setMethod] = useState<'typed' | 'drawn'>('typed')
  const [signed_name, setName] = useState(waiting.name)
  const [drawing, setDrawing] = useState('')
  const [consent, setConsent] = useState(false)
  const [reason, setReason] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const attempt = async (work: () => Promise<unknown>, said: string) => {
    setBusy(true)
    setRefusal(null)
    try {
      await work()
      notify(said)
      onChange()
    } catch (failed) {
      setRefusal((failed as Refusal).message)
    }
    setBusy(false)
  }
  const given = withSession(session)
  const sign = () =>
    attempt(
      () =>
        call(
          exchangePage.sign,
          { token, signature_id },
          { method, signed_name, consent: true, document_hash, ...(method === 'drawn' && { drawing }) },
          given,
        ),
      'Signed.',
    )
  const decline = () =>
    attempt(
      () => call(exchangePage.decline, { token, signature_id }, { reason: reason ?? '' }, given),
      'Declined.',
    )
  const ready = consent && signed_name.trim().length > 1 && (method === 'typed' || drawing !== '')
  return (
    <li className={styles.card}>
      <Text fw={600}>{title}</Text>
      {message && <Text size="sm">{message}</Text>}
      <Anchor href={href} target="_blank">
        Read the document
      </Anchor>
      {refusal && (
        <Alert color="red" role="alert">
          {refusal}
        </Alert>
      )}
      {later ? (
        <Text size="sm" c="dimmed">
          Others sign first. We email you when it is your turn.
        </Text>
      ) : reason === null ? (
        <>
          <TextInput
            label="Your full name"
            value={signed_name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label="How you sign"
            value={method}
            onChange={(value) => setMethod(value === 'drawn' ? 'drawn' : 'typed')}
            data={[
              { value: 'typed', label: 'Type my name' },
              { value: 'drawn', label: 'Draw' },
            ]}
          />
          {method === 'drawn' && <SignaturePad path={drawing} onChange={setDrawing} />}
          <Checkbox
            label={CONSENT}
            checked={consent}
            onChange={(event) => setConsent(event.currentTarget.checked)}
          />
          <Group gap="xs">
            <Button onClick={sign} loading={busy} disabled={!ready}>
              Sign
            </Button>
            <Button variant="subtle" color="red" onClick={() => setReason('')} disabled={busy}>
              Decline
            </Button>
          </Group>
        </>
      ) : (
        <>
          <TextInput
            label="Why you decline"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group gap="xs">
            <Button color="red" onClick={decline} loading={busy} disabled={reason.trim() === ''}>
              Decline to sign
            </Button>
            <Button variant="subtle" onClick={() => setReason(null)} disabled={busy}>
              Back
            </Button>
          </Group>
        </>
      )}
    </li>
  )
}

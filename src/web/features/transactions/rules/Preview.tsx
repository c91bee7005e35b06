import { Anchor, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { rules } from '#domains/transactions/requirement-rules/contract.ts'
import type { Rule, RulePreview } from '#domains/transactions/requirement-rules/schema.ts'
import type { GivenBody } from '#lib/contract.ts'
import { call } from '#web/calls.ts'
import { factInSentence } from '#web/features/transactions/requirements/words.ts'
import { formatCount } from '#web/kit/figures.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import styles from './Rules.module.css'

type Values = GivenBody<typeof rules.create>
type Props = { rule: Rule | null; valuesOf: () => Values }

/** Which open deals would change, and how, before the rule is saved. */
export function Preview({ rule, valuesOf }: Props) {
  const [shown, setShown] = useState<{ preview: RulePreview; of: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const values = filled(valuesOf())
  const of = JSON.stringify(values)
  const ask = async () => {
    setBusy(true)
    try {
      const preview = rule
        ? await call(rules.preview, { id: rule.id }, values)
        : await call(rules.preview_new, {}, values)
      setShown({ preview, of })
    } catch (error) {
      notifyRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Group gap="sm">
        <Button size="compact-sm" variant="default" loading={busy} onClick={ask}>
          Preview changes
        </Button>
        {shown && (
          <Text size="sm" c="dimmed" role="status">
            {shown.of === of ? headOf(shown.preview) : 'The rule has changed since this preview.'}
          </Text>
        )}
      </Group>
      {shown && shown.of === of && <Changes preview={shown.preview} />}
    </div>
  )
}

/** A preview doesn't need what only people read. */
function filled(values: Values): Values {
  return {
    ...values,
    name: values.name.trim() || 'New document',
    reason: values.reason.trim() || 'New rule',
    citation: values.citation?.trim() || null,
  }
}

function headOf({ deals, changing }: RulePreview): string {
  if (deals === 0) return 'You have no open deals.'
  if (changing === 0) return `Nothing changes for your ${formatCount(deals, 'open deal')}.`
  return `${changing} of ${formatCount(deals, 'open deal')} would change.`
}

const OUTCOMES = { required: 'required', optional: 'optional', not_applicable: 'not needed' } as const

function Changes({ preview: { changes, changing } }: { preview: RulePreview }) {
  if (changes.length === 0) return null
  return (
    <ul className={styles.changes} aria-label="Deals that would change">
      {changes.map(({ transaction_id, address, from, to, missing }) => (
        <Text key={transaction_id} component="li" size="sm" py={3}>
          <Anchor inherit component={Link} to={`/deals/${transaction_id}`} target="_blank">
            {address}
          </Anchor>
          <Text span inherit c="dimmed">
            {`: ${from === to ? OUTCOMES[to] : `${OUTCOMES[from]} → ${OUTCOMES[to]}`}`}
            {missing.length > 0 && ` (${missing.map(factInSentence).join(', ')} not known)`}
          </Text>
        </Text>
      ))}
      {changing > changes.length && (
        <Text component="li" size="sm" c="dimmed">
          {`and ${changing - changes.length} more`}
        </Text>
      )}
    </ul>
  )
}

import { Anchor, Text, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { persons } from '#domains/exchanges/persons/contract.ts'
import type { TaxRelation } from '#domains/exchanges/persons/schema.ts'
import { useCall } from '#web/use-call.ts'
import styles from './TaxRelations.module.css'

/** What the people around a contact are to it by the rules of section 1031: the same taxpayer, or a related person. */
export function TaxRelations({ id }: { id: string }) {
  const { data } = useCall(persons.all, { id })
  const shown = data?.items.filter((one) => wordsOf(one).length > 0) ?? []
  if (shown.length === 0) return null
  return (
    <section aria-label="In a 1031 exchange">
      <h3 className={styles.title}>In a 1031 exchange</h3>
      <ul className={styles.list}>
        {shown.map((one) => (
          <li key={one.contact_id}>
            <Anchor inherit component={Link} to={`/contacts/${one.contact_id}`}>
              {one.display_name}
            </Anchor>
            {wordsOf(one).map((words) => (
              <Tooltip key={words} label={why(one)} multiline maw={340} disabled={why(one) === ''}>
                <Text span inherit c="dimmed" tabIndex={why(one) ? 0 : undefined}>
                  {words}
                </Text>
              </Tooltip>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function wordsOf({ same_taxpayer, related, disqualified, missing }: TaxRelation): string[] {
  if (same_taxpayer) return ['Same taxpayer']
  return [
    ...(related ? ['Related person: two-year rule'] : []),
    ...(disqualified ? ['Can’t be the intermediary'] : []),
    ...(same_taxpayer === null && missing.length > 0 ? ['Taxpayer not known'] : []),
  ]
}

function why({ reasons, missing, ownership_percent_between: percent }: TaxRelation): string {
  return [
    ...reasons.map(({ text, citation }) => `${text} (${citation})`),
    ...(percent > 0 ? [`${percent}% in common.`] : []),
    ...missing,
  ].join(' ')
}

import { Checkbox, Select, Text } from '@mantine/core'
import { type Issue, issueAt } from '#web/features/calculators/ask.ts'
import { DateField } from '#web/features/calculators/fields/DateField.tsx'
import { FactGroup } from '#web/features/calculators/Worksheet.tsx'
import { formatDay } from '#web/kit/dates.tsx'
import { FieldList } from '#web/kit/FieldList.tsx'
import type { DeadlineAnswer } from './answer-deadlines.ts'
import { type DeadlineFacts, missingForRelief, TAXPAYERS, YEAR_ENDS, ZONES } from './deadline-facts.ts'

export type Change = (change: Partial<DeadlineFacts>) => void
type Props = { facts: DeadlineFacts; change: Change; issues: Issue[] }

export function SaleFields({ facts: { sold, zone }, change, issues }: Props) {
  const given = sold.flatMap((day, index) => (day === '' ? [] : [index]))
  return (
    <FactGroup title="Sale">
      <FieldList
        values={sold}
        onValues={(sold) => change({ sold })}
        one="sale"
        more="Another sale in the same exchange"
        field={(day, index, onFact) => (
          <DateField
            flex={1}
            label={index === 0 ? 'Sale closed on' : `Sale ${index + 1} closed on`}
            value={day}
            onFact={onFact}
            error={issueAt(issues, `transfer_dates[${given.indexOf(index)}]`)}
          />
        )}
      />
      <Select
        label="Time zone of deadline"
        data={ZONES}
        value={zone}
        allowDeselect={false}
        onChange={(value) => value && change({ zone: value })}
      />
    </FactGroup>
  )
}

type Due = DeadlineAnswer['due']

export function ReturnFields({ facts, change, issues, due }: Props & { due: Due }) {
  return (
    <FactGroup title="Tax return for the year of the sale">
      <Select
        label="Taxpayer"
        placeholder="Whose return reports the sale"
        data={TAXPAYERS}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the taxpayer' }}
        value={facts.form || null}
        onChange={(form) => change({ form: form ?? '', ...(form ? {} : { extended: '', extended_due: '' }) })}
      />
      {facts.form && (
        <>
          <Select
            label="Tax year ends in"
            data={YEAR_ENDS}
            value={facts.year_end || '12'}
            allowDeselect={false}
            onChange={(month) => change({ year_end: month === '12' ? '' : (month ?? '') })}
          />
          {due && (
            <Text size="sm" c="dimmed">
              Due {dueWords(due.return_due_date, due.filing_due_date)}
              <br />
              Extended {dueWords(due.extended_due_date, due.extended_filing_due_date)}
            </Text>
          )}
          <Checkbox
            label="Extension obtained (Form 4868 or 7004 filed)"
            checked={facts.extended === 'yes'}
            onChange={(event) =>
              change({ extended: event.currentTarget.checked ? 'yes' : '', extended_due: '' })
            }
          />
          {facts.extended === 'yes' && (
            <DateField
              label="Extended until"
              value={facts.extended_due || (due?.extended_due_date ?? '')}
              onFact={(extended_due) => change({ extended_due })}
              error={issueAt(issues, 'extended_due_date')}
            />
          )}
        </>
      )}
    </FactGroup>
  )
}

/** The exchange period is measured by the due date itself, so a later day for filing stands beside it, never for it. */
function dueWords(due: string, filing: string): string {
  return due === filing ? formatDay(due) : `${formatDay(due)} · may be filed until ${formatDay(filing)}`
}

const SECTIONS = [
  { value: 'section_17', label: 'Section 17: exchange deadlines, 120 days' },
  { value: 'section_6', label: 'Section 6: affected taxpayers' },
]

export function DisasterFields({ facts, change, issues }: Props) {
  const tick = (name: 'affected' | 'difficulty') => ({
    checked: facts[name] === 'yes',
    onChange: (event: { currentTarget: { checked: boolean } }) =>
      change({ [name]: event.currentTarget.checked ? 'yes' : '' }),
  })
  const missing = missingForRelief(facts)
  return (
    <FactGroup title="IRS disaster notice">
      <Select
        label="Relief"
        placeholder="None"
        data={SECTIONS}
        clearable
        clearButtonProps={{ 'aria-label': 'No relief' }}
        value={facts.relief || null}
        onChange={(relief) => change({ relief: relief ?? '' })}
      />
      {facts.relief && (
        <>
          <DateField
            label="Disaster began on"
            value={facts.disaster}
            onFact={(disaster) => change({ disaster })}
            error={facts.disaster ? issueAt(issues, 'disaster_date') : null}
          />
          <DateField
            label="Notice postpones to"
            value={facts.postponed_to}
            onFact={(postponed_to) => change({ postponed_to })}
            error={issueAt(issues, 'general_postponement_date')}
          />
          <Checkbox label="An affected taxpayer, as the notice defines it" {...tick('affected')} />
          <Checkbox label="Difficulty meeting the deadline because of the disaster" {...tick('difficulty')} />
          {missing && (
            <Text size="sm" c="var(--soon-text)" role="status">
              {missing}
            </Text>
          )}
        </>
      )}
    </FactGroup>
  )
}

import { Button, SegmentedControl } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { issueAt } from '#web/features/calculators/ask.ts'
import { Findings } from '#web/features/calculators/Findings.tsx'
import { useFactsInUrl } from '#web/features/calculators/facts-in-url.ts'
import { MoneyField } from '#web/features/calculators/fields/MoneyField.tsx'
import { showDollars } from '#web/features/calculators/fields/text-fact.ts'
import { FactGroup, Waiting, Worksheet } from '#web/features/calculators/Worksheet.tsx'
import { formatInstant } from '#web/kit/dates.tsx'
import { saveFile } from '#web/kit/downloads.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { answerBoot, type BootAnswer, type BootAsked } from './answer-boot.ts'
import styles from './BootPage.module.css'
import { BOOT_EXAMPLES, type BootFacts, bootAddress, FIELDS, fieldsOf, type Mode } from './boot-facts.ts'
import { Lines, Statements, Totals } from './Lines.tsx'
import { Netting } from './Netting.tsx'

const MODES = [
  { value: 'qi_flow', label: 'Closing statements' },
  { value: 'form8824', label: 'Form amounts' },
]

export function BootPage() {
  const { facts, setFacts, link } = useFactsInUrl(bootAddress)
  const asked = answerBoot(facts)
  return (
    <Worksheet
      title="Boot and Form 8824"
      note="Line by line, each with its arithmetic."
      link={link}
      examples={BOOT_EXAMPLES.map(({ title, params }) => ({
        title,
        load: () => setFacts(bootAddress.read(params)),
      }))}
      onReset={() => setFacts({ mode: facts.mode, amounts: {} })}
      actions={<PdfButton answer={asked.answer} facts={facts} link={link} />}
      facts={<BootFields facts={facts} setFacts={setFacts} asked={asked} />}
    >
      {asked.answer ? (
        <Answer answer={asked.answer} facts={facts} />
      ) : (
        <Waiting>{whatIsNeeded(asked)}</Waiting>
      )}
    </Worksheet>
  )
}

function whatIsNeeded({ needed }: BootAsked): string {
  if (needed.length === 0) return 'One of the amounts isn’t possible. See the message at its field.'
  return `Still needed: ${needed.join(', ')}.`
}

type FieldsProps = { facts: BootFacts; setFacts: (facts: BootFacts) => void; asked: BootAsked }

function BootFields({ facts, setFacts, asked }: FieldsProps) {
  const { mode, amounts } = facts
  return (
    <>
      <SegmentedControl
        fullWidth
        mb="md"
        aria-label="Start from"
        data={MODES}
        value={mode}
        onChange={(value) => setFacts({ mode: value as Mode, amounts: {} })}
      />
      {FIELDS[mode].map(({ title, fields }) => (
        <FactGroup key={title} title={title}>
          {fields.map(({ name, label, note }) => (
            <MoneyField
              key={name}
              label={label}
              description={note}
              value={amounts[name] ?? ''}
              onFact={(fact) => setFacts({ mode, amounts: { ...amounts, [name]: fact } })}
              error={issueAt(asked.issues, name)}
            />
          ))}
        </FactGroup>
      ))}
    </>
  )
}

function Answer({ answer, facts }: { answer: BootAnswer; facts: BootFacts }) {
  return (
    <>
      <Totals totals={answer.totals} />
      <dl className={styles.given}>
        {givenFacts(facts).map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
      </dl>
      <Netting answer={answer} />
      <Statements statements={answer.statements} />
      <Lines lines={answer.lines} />
      <Findings flags={answer.flags} missing={answer.missing} reasons={answer.reasons} />
    </>
  )
}

function givenFacts({ mode, amounts }: BootFacts): [label: string, amount: string][] {
  return fieldsOf(mode).flatMap(({ name, label }) =>
    amounts[name] ? [[label, showDollars(amounts[name])]] : [],
  )
}

function PdfButton({ answer, facts, link }: { answer: BootAnswer | null; facts: BootFacts; link: string }) {
  const [busy, setBusy] = useState(false)
  const save = async (made: BootAnswer) => {
    setBusy(true)
    try {
      const { worksheetPdf } = await import('./worksheet-pdf.ts')
      const bytes = await worksheetPdf(made, givenFacts(facts), link, formatInstant(new Date().toISOString()))
      saveFile('form-8824-worksheet.pdf', 'application/pdf', bytes as Uint8Array<ArrayBuffer>)
    } catch (error) {
      notifyRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      leftSection={<IconFileTypePdf size={16} />}
      loading={busy}
      disabled={!answer}
      onClick={() => answer && save(answer)}
    >
      PDF
    </Button>
  )
}

import '@mantine/dates/styles.css'
import { Text, Title } from '@mantine/core'
import { Findings } from '#web/features/calculators/Findings.tsx'
import { useFactsInUrl } from '#web/features/calculators/facts-in-url.ts'
import { Waiting, Worksheet } from '#web/features/calculators/Worksheet.tsx'
import { answerIdentification, type IdentificationAnswer, incidentalOf } from './answer-identification.ts'
import { Exposure, PropertyOutcomes } from './Exposure.tsx'
import {
  IDENTIFICATION_EXAMPLES,
  type IdentificationFacts,
  identificationAddress,
} from './identification-facts.ts'
import { LimitBars } from './LimitBars.tsx'
import { PropertyFields, SoldFields } from './ListFields.tsx'

export function IdentificationPage() {
  const { facts, setFacts, link } = useFactsInUrl(identificationAddress)
  const { answer, issues } = answerIdentification(facts)
  const change = (part: Partial<IdentificationFacts>) => setFacts({ ...facts, ...part })
  const fields = { facts, change, issues }
  return (
    <Worksheet
      title="Identification"
      note="Checks your identified properties against the three rules. Assumes a signed notice sent by day 45."
      link={link}
      examples={IDENTIFICATION_EXAMPLES.map(({ title, params }) => ({
        title,
        load: () => setFacts(identificationAddress.read(params)),
      }))}
      onReset={() => setFacts(identificationAddress.read({}))}
      facts={
        <>
          <SoldFields {...fields} />
          <PropertyFields {...fields} />
        </>
      }
    >
      {answer ? (
        <Answer answer={answer} facts={facts} />
      ) : (
        <Waiting>Enter the relinquished property value and the properties to identify.</Waiting>
      )}
    </Worksheet>
  )
}

const HEADLINES: Record<IdentificationAnswer['outcome']['rule'], string> = {
  none_identified: 'No properties identified yet',
  '3-property': 'Valid under the 3-property rule',
  '200%': 'Valid under the 200% rule',
  '95%': 'Valid under the 95% rule',
  over_identified: 'Over-identified: not valid under any rule yet',
  undetermined: 'More than three properties: enter every value',
}

function Answer({ answer, facts }: { answer: IdentificationAnswer; facts: IdentificationFacts }) {
  const { outcome, reasons } = answer
  const incidental = incidentalOf(facts)
  const flags = [answer, ...incidental].flatMap((one) => one.flags)
  const names = new Map(facts.properties.map(({ id, name }) => [id, name || id]))
  const missing = answer.missing.map(({ field, text }) => {
    const [id = ''] = field.split('.')
    return { field: names.get(id) ?? id, text }
  })
  return (
    <>
      <div aria-live="polite">
        <Title order={2} fz={20}>
          {HEADLINES[outcome.rule]}
        </Title>
        <Text>{reasons[0]?.text}</Text>
        <Text size="xs" c="dimmed">
          {reasons[0]?.citation}
        </Text>
      </div>
      <LimitBars outcome={outcome} />
      <Exposure facts={facts} outcome={outcome} />
      <PropertyOutcomes facts={facts} outcome={outcome} />
      <Findings
        flags={flags}
        missing={missing}
        reasons={[...reasons.slice(1), ...incidental.flatMap((one) => one.reasons)]}
      />
    </>
  )
}

import '@mantine/dates/styles.css'
import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { Findings } from '#web/features/calculators/Findings.tsx'
import { useFactsInUrl } from '#web/features/calculators/facts-in-url.ts'
import { Waiting, Worksheet } from '#web/features/calculators/Worksheet.tsx'
import { saveFile } from '#web/kit/downloads.ts'
import { answerDeadlines, type DeadlineAnswer } from './answer-deadlines.ts'
import { calendarFile } from './calendar-file.ts'
import { DisasterFields, ReturnFields, SaleFields } from './DeadlineFields.tsx'
import { DEADLINE_EXAMPLES, type DeadlineFacts, deadlineAddress } from './deadline-facts.ts'
import { Ends } from './Ends.tsx'
import { Timeline } from './Timeline.tsx'

export function DeadlinesPage() {
  const { facts, setFacts, link } = useFactsInUrl(deadlineAddress)
  const { answer, issues } = answerDeadlines(facts)
  const change = (part: Partial<DeadlineFacts>) => setFacts({ ...facts, ...part })
  const fields = { facts, change, issues }
  return (
    <Worksheet
      title="Deadlines"
      note="Day 45 and the end of the exchange period. Deadlines don’t move for weekends or holidays."
      link={link}
      examples={DEADLINE_EXAMPLES.map(({ title, params }) => ({
        title,
        load: () => setFacts(deadlineAddress.read(params)),
      }))}
      onReset={() => setFacts(deadlineAddress.read({}))}
      actions={
        <Button
          leftSection={<IconCalendarPlus size={16} />}
          disabled={!answer}
          onClick={() => answer && saveCalendar(answer, link)}
        >
          Calendar file
        </Button>
      }
      facts={
        <>
          <SaleFields {...fields} />
          <ReturnFields {...fields} due={answer?.due ?? null} />
          <DisasterFields {...fields} />
        </>
      }
    >
      {answer ? (
        <Answer answer={answer} zone={facts.zone} />
      ) : (
        <Waiting>Enter the day the sale closed. Both deadlines count from it.</Waiting>
      )}
    </Worksheet>
  )
}

function Answer({ answer, zone }: { answer: DeadlineAnswer; zone: string }) {
  const all = [answer.periods, ...answer.relief]
  return (
    <>
      <Ends answer={answer} zone={zone} />
      <Timeline answer={answer} />
      <Findings
        flags={all.flatMap(({ flags }) => flags)}
        missing={all.flatMap(({ missing }) => missing)}
        reasons={all.flatMap(({ reasons }) => reasons)}
      />
    </>
  )
}

function saveCalendar({ identification, exchange, periods }: DeadlineAnswer, link: string): void {
  const sold = periods.outcome.clock_start
  const why = (index: number) =>
    `${periods.reasons[index]?.text ?? ''}\n${periods.reasons[index]?.citation ?? ''}\n${link}`
  const days = [
    {
      uid: `identify-${sold}-${identification.day}`,
      day: identification.day,
      title: '1031: identify by midnight',
      text: why(0),
    },
    {
      uid: `receive-${sold}-${exchange.day}`,
      day: exchange.day,
      title: '1031: receive replacement property by midnight',
      text: why(1),
    },
  ]
  saveFile(`1031-deadlines-${sold}.ics`, 'text/calendar', calendarFile(days, new Date()))
}

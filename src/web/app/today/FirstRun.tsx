import { ActionIcon, Button, Progress, Text, Title } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { memberSettings } from '#domains/identity/notifications/contract.ts'
import { domains } from '#web/app/domains.ts'
import { usePerform } from '#web/app/frame/actions.ts'
import type { FirstStep } from '#web/pages.ts'
import { useMembership } from '#web/session.ts'
import { useCall, useChange } from '#web/use-call.ts'
import styles from './FirstRun.module.css'

const STEPS = domains.flatMap(({ firstSteps = [] }) => firstSteps).sort((a, b) => a.order - b.order)

/** What to do first, for the person who opened the organization: until all of it is done, or they don't want it. */
export function FirstRun() {
  const { data } = useCall(memberSettings.one, {})
  return data?.first_run ? <Steps /> : null
}

function Steps() {
  const { permissions, name } = useMembership()
  const change = useChange(memberSettings.change)
  const steps = STEPS.filter(({ needs }) => permissions.includes(needs))
  const answers = useQueries({
    queries: steps.map(({ title, about, isDone }) => ({
      queryKey: ['first-step', title],
      queryFn: isDone,
      meta: { about },
    })),
  })
  const done = answers.filter(({ data }) => data).length
  const end = () => change.run(null, {}, { first_run: false })
  return (
    <section aria-labelledby="first-run" className={styles.card}>
      <div className={styles.head}>
        <div>
          <Title order={2} id="first-run">
            {done === steps.length ? `${name} is set up` : `Set up ${name}`}
          </Title>
          <Text size="sm" c="dimmed">
            {`${done} of ${steps.length} steps done`}
          </Text>
        </div>
        {done === steps.length ? (
          <Button onClick={end}>Done</Button>
        ) : (
          <ActionIcon aria-label="Dismiss the first steps" onClick={end}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      <Progress value={(done / steps.length) * 100} size={4} aria-label="First steps" />
      <ol className={styles.steps}>
        {steps.map((step, i) => (
          <Step key={step.title} step={step} done={answers[i]?.data} />
        ))}
      </ol>
    </section>
  )
}

/** `done` is undefined until it's known. */
function Step({ step, done }: { step: FirstStep; done: boolean | undefined }) {
  const perform = usePerform()
  const { title, text, label, icon: Icon } = step
  return (
    <li className={styles.step} data-done={done || undefined}>
      <span className={styles.icon}>
        {done ? <IconCheck size={18} aria-label="Done" /> : <Icon size={18} stroke={1.6} aria-hidden />}
      </span>
      <div className={styles.what}>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
        {done === false && (
          <Button size="compact-sm" variant="default" mt={8} onClick={() => perform(step)}>
            {label}
          </Button>
        )}
      </div>
    </li>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatInstant } from '#web/kit/dates.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { CopyButton } from '#web/kit/Secret.tsx'
import styles from './Worksheet.module.css'

type Props = {
  title: string
  note: string
  link: string
  examples: { title: string; load: () => void }[]
  onReset: () => void
  actions?: ReactNode
  facts: ReactNode
  children: ReactNode
}

/** Facts on the left, the answer on the right; printed, only the answer. */
export function Worksheet({ title, note, link, examples, onReset, actions, facts, children }: Props) {
  return (
    <>
      <PageHeader title={title} note={note}>
        <div className="no-print" style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {actions}
          <CopyButton value={link}>Copy link</CopyButton>
          <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
            Print
          </Button>
          <Menu>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={14} />}>
                Examples
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {examples.map((example) => (
                <Menu.Item key={example.title} onClick={example.load}>
                  {example.title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button variant="subtle" color="gray" onClick={onReset}>
            Reset
          </Button>
        </div>
      </PageHeader>
      <p className={styles.printed}>
        {`Calculated ${formatInstant(new Date().toISOString())}. A worksheet, not advice. ${link}`}
      </p>
      <a href="#answer" className={styles.jump}>
        Go to the answer
      </a>
      <div className={styles.page}>
        <form className={styles.facts} aria-label="Facts" onSubmit={(event) => event.preventDefault()}>
          {facts}
        </form>
        <section id="answer" className={styles.answer} aria-label="Answer">
          {children}
        </section>
      </div>
    </>
  )
}

export function FactGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  )
}

export function Waiting({ children }: { children: ReactNode }) {
  return <div className={styles.waiting}>{children}</div>
}

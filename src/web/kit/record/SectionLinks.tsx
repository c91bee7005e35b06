import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useRowAtCurrent } from '#web/kit/use-row-at-current.ts'
import styles from './Record.module.css'
import { type Section, sectionAt } from './section.ts'

type Props = {
  sections: Pick<Section, 'id' | 'label' | 'mark'>[]
  section: string | undefined
  setSection: (id: string) => void
}

const elementOf = (id: string) => document.getElementById(`section-${id}`)

/** Places are fractions of a pixel, and a section that was scrolled to can begin just below the line. */
const SLACK_PX = 2

function sectionInSight(ids: string[]): string | undefined {
  const elements = ids.flatMap((id) => elementOf(id) ?? [])
  const [first] = elements
  if (!first) return undefined
  const line = Number.parseFloat(getComputedStyle(first).scrollMarginTop) + SLACK_PX
  const places = elements.map((element) => ({
    id: element.id.replace('section-', ''),
    top: element.getBoundingClientRect().top,
  }))
  return sectionAt(places, line)
}

/** Links to the sections of a page, the one that is read now marked; they stay at the top while the page scrolls. */
export function SectionLinks({ sections, section, setSection }: Props) {
  const row = useRef<HTMLElement>(null)
  const [current, setCurrent] = useState(sections[0]?.id ?? '')
  const ids = sections.map(({ id }) => id).join(' ')
  useRowAtCurrent(row, '[aria-current=location]', current)
  useEffect(() => {
    const mark = () => setCurrent((before) => sectionInSight(ids.split(' ')) ?? before)
    mark()
    window.addEventListener('scroll', mark, { passive: true })
    window.addEventListener('resize', mark)
    return () => {
      window.removeEventListener('scroll', mark)
      window.removeEventListener('resize', mark)
    }
  }, [ids])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page goes to the section that its address named at first.
  useEffect(() => {
    if (section) elementOf(section)?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <nav ref={row} aria-label="Sections" className={styles.links}>
      {sections.map(({ id, label, mark }) => (
        <UnstyledButton
          key={id}
          className={styles.link}
          aria-current={id === current ? 'location' : undefined}
          onClick={() => {
            elementOf(id)?.scrollIntoView({ block: 'start' })
            setCurrent(id)
            setSection(id)
          }}
        >
          {label}
          {mark}
        </UnstyledButton>
      ))}
    </nav>
  )
}

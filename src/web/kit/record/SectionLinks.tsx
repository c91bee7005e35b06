import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useRowAtCurrent } from '#web/kit/use-row-at-current.ts'
import styles from './Record.module.css'
import type { Section } from './section.ts'

type Props = {
  sections: Pick<Section, 'id' | 'label' | 'mark'>[]
  section: string | undefined
  setSection: (id: string) => void
}

const elementOf = (id: string) => document.getElementById(`section-${id}`)

/** Links to the sections of a page, the one that is read now marked; they stay at the top while the page scrolls. */
export function SectionLinks({ sections, section, setSection }: Props) {
  const row = useRef<HTMLElement>(null)
  const [current, setCurrent] = useState(sections[0]?.id ?? '')
  const ids = sections.map(({ id }) => id).join(' ')
  useRowAtCurrent(row, '[aria-current=location]', current)
  useEffect(() => {
    const inSight = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          inSight[isIntersecting ? 'add' : 'delete'](target.id.replace('section-', ''))
        const first = ids.split(' ').find((id) => inSight.has(id))
        if (first) setCurrent(first)
      },
      { rootMargin: '-100px 0px -55% 0px' },
    )
    for (const id of ids.split(' ')) {
      const element = elementOf(id)
      if (element) observer.observe(element)
    }
    return () => observer.disconnect()
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

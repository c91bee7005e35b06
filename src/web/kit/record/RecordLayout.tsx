import type { ReactNode } from 'react'
import styles from './Record.module.css'
import { SectionLinks } from './SectionLinks.tsx'
import type { Section } from './section.ts'

type Props = {
  /** What is looked at most: it stays in sight beside the sections. */
  main: ReactNode
  sections: Section[]
  /** The section that the address names. */
  section: string | undefined
  setSection: (id: string) => void
}

/** One page for a record: what it is beside all that is known of it, with links to the sections instead of tabs. */
export function RecordLayout({ main, sections, section, setSection }: Props) {
  return (
    <div className={styles.halves}>
      <div className={styles.main}>{main}</div>
      <div className={styles.rail}>
        <SectionLinks sections={sections} section={section} setSection={setSection} />
        {sections.map(({ id, label, content }) => (
          <section key={id} id={`section-${id}`} aria-label={label} className={styles.section}>
            <h2>{label}</h2>
            {content}
          </section>
        ))}
      </div>
    </div>
  )
}

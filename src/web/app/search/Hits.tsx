import { useEffect, useRef } from 'react'
import styles from './Search.module.css'
import type { Group, Listed } from './use-found.tsx'

type Props = { groups: Group[]; list: string; at: number; go: (hit: Listed) => void }

export function Hits({ groups, list, at, go }: Props) {
  let next = 0
  return groups.map(({ title, hits }) => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields; these are options of a listbox.
    <div key={title} role="group" aria-label={title}>
      <div className={styles.kind} aria-hidden>
        {title}
      </div>
      {hits.map((hit) => {
        const place = next++
        return (
          <Option
            key={hit.key}
            id={`${list}-${place}`}
            hit={hit}
            active={place === at}
            open={() => go(hit)}
          />
        )
      })}
    </div>
  ))
}

type OptionProps = { id: string; hit: Listed; active: boolean; open: () => void }

function Option({ id, hit: { title, note, icon, snippet }, active, open }: OptionProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which stays focused.
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={styles.option}
      onClick={open}
    >
      {icon}
      <div className={styles.text}>
        <div className={styles.title}>
          {title}
          {note && <span className={styles.type}>{note}</span>}
        </div>
        {snippet && <div className={styles.snippet}>{snippet}</div>}
      </div>
    </div>
  )
}

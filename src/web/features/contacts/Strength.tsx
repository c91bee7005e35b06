import { Text, Tooltip } from '@mantine/core'
import styles from './Strength.module.css'
import { STRENGTHS } from './words.ts'

/** How close a relationship is, as five bars and in a word. */
export function Strength({ strength }: { strength: number | null }) {
  if (!strength) return null
  const word = STRENGTHS[strength - 1] ?? ''
  return (
    <Tooltip label={`${word}, ${strength} of 5`}>
      <span className={styles.strength}>
        <span className={styles.bars} aria-hidden>
          {STRENGTHS.map((name, place) => (
            <span key={name} className={styles.bar} data-on={place < strength || undefined} />
          ))}
        </span>
        <Text span inherit>
          {word}
        </Text>
      </span>
    </Tooltip>
  )
}

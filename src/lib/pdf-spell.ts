/** Stands for a letter that no font of ours can write. */
export const UNKNOWN = '�'

/** Join other signs or choose how they look, and are no letters themselves. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Variation_Selector}]/u

/**
 * The text as a font with these characters can write it. A letter that it lacks is written without its accent, else as
 * the sign for an unknown letter: a flag or a family that is one picture on the screen is one sign.
 */
export function spellWith(known: ReadonlySet<number>): (text: string) => string {
  const has = (letters: string) => [...letters].every((one) => known.has(one.codePointAt(0) ?? 0))
  const spelled = (letter: string): string => {
    if (has(letter)) return letter
    const seen = [...letter].filter((one) => !INVISIBLE.test(one)).join('')
    if (has(seen)) return seen
    const plain = letter.normalize('NFKD').replaceAll(/\p{M}/gu, '')
    return has(plain) ? plain : UNKNOWN
  }
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
  return (text) => [...letters.segment(text.normalize('NFC'))].map(({ segment }) => spelled(segment)).join('')
}

/**
 * Joins words that were typed with spaces between their letters: "C L O S I N G  D A T E" is "CLOSING DATE", and "$ 6 8
 * 8 , 0 0 0" is one amount. A wider gap ends a word. Lists of letters and of digits, check marks and answers stay
 * apart.
 */
export function joinSpacedLetters(text: string): string {
  return text.replace(RUN, (run: string, at: number) => {
    const signs = run.split(BLANKS)
    const alone = isLineEnd(text, at - 1, -1) && isLineEnd(text, at + run.length, 1)
    if (signs.length < (alone ? 4 : 6) || isList(signs)) return run
    const gaps = (run.match(BLANKS) ?? []).map((gap) => gap.length)
    const usual = Math.min(...gaps)
    // Three spaces separate table cells.
    if (usual > 2) return run
    return signs.map((sign, index) => sign + ((gaps[index] ?? usual) > usual ? ' ' : '')).join('')
  })
}

/** At least four characters in a row, each on its own; the upper limit is more than any line has. */
const RUN = /(?<!\S)\S(?:[ \u00a0]{1,4}\S(?!\S)){3,2000}/gu
const BLANKS = /[ \u00a0]+/g

function isLineEnd(text: string, from: number, step: number): boolean {
  let at = from
  while (text[at] === ' ' || text[at] === '\u00a0') at += step
  return text[at] === undefined || text[at] === '\n'
}

/** Letters in alphabetical order, letters that can't form a word, or numbers. */
function isList(signs: string[]): boolean {
  const letters = signs.filter((sign) => /\p{L}/u.test(sign)).map((sign) => sign.toUpperCase())
  if (letters.length === 0)
    return !signs.some((sign) => /[$,.]/.test(sign)) || !signs.some((sign) => /\d/.test(sign))
  const steps = letters
    .slice(1)
    .map((letter, index) => letter.charCodeAt(0) - (letters[index] ?? '').charCodeAt(0))
  const latin = letters.some((letter) => /[A-Z]/.test(letter))
  return (
    steps.every((step) => step === 1 || step === 2) ||
    (latin && !letters.some((letter) => /[AEIOU]/.test(letter)))
  )
}

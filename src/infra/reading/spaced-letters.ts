/**
 * Joins words that were typed with a blank between their letters: "C L O S I N G  D A T E" is "CLOSING DATE", and
 * "$ 6 8 8 , 0 0 0" one sum. A wider gap ends a word. Lists of letters and of digits, ticks and answers stay apart.
 */
export function joinSpacedLetters(text: string): string {
  return text.replace(RUN, (run: string, at: number) => {
    const signs = run.split(BLANKS)
    const alone = isLineEnd(text, at - 1, -1) && isLineEnd(text, at + run.length, 1)
    if (signs.length < (alone ? 4 : 6) || isList(signs)) return run
    const gaps = (run.match(BLANKS) ?? []).map((gap) => gap.length)
    const usual = Math.min(...gaps)
    // Three blanks part the cells of a table.
    if (usual > 2) return run
    return signs.map((sign, index) => sign + ((gaps[index] ?? usual) > usual ? ' ' : '')).join('')
  })
}

/** Four signs or more in a row, each on its own; no line has more than so many. */
const RUN = /(?<!\S)\S(?:[ \u00a0]{1,4}\S(?!\S)){3,2000}/gu
const BLANKS = /[ \u00a0]+/g

function isLineEnd(text: string, from: number, step: number): boolean {
  let at = from
  while (text[at] === ' ' || text[at] === '\u00a0') at += step
  return text[at] === undefined || text[at] === '\n'
}

/** Letters as the alphabet goes on, none that a word could be made of, or numbers. */
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

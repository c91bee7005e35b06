/** What is written in several ways in an address, and the one way in which two addresses are compared. */
const SHORT: Record<string, string> = Object.fromEntries(
  [
    'st street',
    'ave avenue av',
    'rd road',
    'dr drive',
    'ln lane',
    'ct court',
    'pl place',
    'blvd boulevard',
    'cir circle',
    'ter terrace terr',
    'pkwy parkway',
    'hwy highway',
    'trl trail',
    'sq square',
    'plz plaza',
    'tpke turnpike',
    'n north',
    's south',
    'e east',
    'w west',
    'ne northeast',
    'nw northwest',
    'se southeast',
    'sw southwest',
    'apt apartment',
    'ste suite',
    'bldg building',
    'fl floor',
    'rm room',
    'mt mount',
    'ft fort',
  ].flatMap((ways) => {
    const [short = '', ...others] = ways.split(' ')
    return [short, ...others].map((way) => [way, short])
  }),
)

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
const shortOf = (word: string) => SHORT[word] ?? word
const joined = (words: string[]) => ` ${words.join(' ')}`

/** Whether the address has this part, from the start of a word on: "12 harbor street" is in "12 Harbor St., Austin". */
export function matchesAddress(address: string, part: string): boolean {
  const whole = joined(wordsOf(address).map(shortOf))
  const words = wordsOf(part)
  const last = words.pop()
  if (last === undefined) return false
  const start = words.map(shortOf)
  return endings(last).some((end) => whole.includes(joined([...start, end])))
}

/** A word that is half typed can become one that is written shorter: "stre" finds "St". */
function endings(word: string): string[] {
  const longer = Object.keys(SHORT).filter((way) => way.length > word.length && way.startsWith(word))
  return [...new Set([word, shortOf(word), ...(word.length > 1 ? longer.map(shortOf) : [])])]
}

/** The longest word of a part that every address with this part has as it stands; '' where each can be written in two ways. */
export function surestWord(part: string): string {
  const sure = wordsOf(part).filter((word) => endings(word).length === 1 && !SHORT[word])
  return sure.toSorted((a, b) => b.length - a.length)[0] ?? ''
}

const UNITS = new Set(['apt', 'ste', 'unit', 'rm', 'no'])

/** A street and a unit as they are compared: "12 Harbor Street, Unit 3" and "12 Harbor St. #3" are one. */
export function addressKey(line1: string, line2: string | null | undefined): string {
  const words = wordsOf(`${line1} ${line2 ?? ''}`).map(shortOf)
  return words.filter((word) => !UNITS.has(word)).join(' ')
}

const ENTITY =
  /\b(?:llc|l\.l\.c|inc|incorporated|corp|corporation|company|co|lp|llp|ltd|limited|trust|estate|partners|partnership|bank|association|holdings|foundation|church|ventures|investments|group)\b/i
const NOISE = new Set('the of and a an as revocable irrevocable living trustee trustees'.split(' '))
const SHORT: Record<string, string> = {
  ...{ incorporated: 'inc', corporation: 'corp', company: 'co', limited: 'ltd', partnership: 'lp' },
}
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'hon'])
const GENERATIONS = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])

const KINDS = [
  ...[['trust', /\btrust\b/i] as const, ['estate', /^\s*(?:the )?estate of\b/i] as const],
  ...[['llc', /\bl\.?l\.?c\b|limited liability company/i] as const],
  ...[['partnership', /\bl\.?l?\.?p\b|\bpartner(?:s|ship)\b/i] as const],
]

/** What kind of contact a name is of. */
export function kindOfName(name: string): 'person' | 'company' | 'trust' | 'llc' | 'partnership' | 'estate' {
  if (!ENTITY.test(name)) return 'person'
  return KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'company'
}

type Name = { entity: boolean; words: string[]; generation: string | null }

/**
 * Whether two names are probably of one person or entity: middle names and titles may be missing, "The Smith Family Trust"
 * may be dated or revocable. Names alone are never enough to tell people apart.
 */
export function isSameName(one: string, other: string): boolean {
  const others = namesOf(other)
  return namesOf(one).some((name) => others.some((known) => isSame(name, known)))
}

function isSame(one: Name, other: Name): boolean {
  if (one.entity !== other.entity) return false
  if (one.generation && other.generation && one.generation !== other.generation) return false
  if (one.entity) return one.words.length > 0 && one.words.toSorted().join() === other.words.toSorted().join()
  const [short, long] =
    one.words.length <= other.words.length ? [one.words, other.words] : [other.words, one.words]
  return short.length > 1 && isWord(short[0], long[0]) && isWithin(short, long)
}

/** All words of the one, in order, among those of the other; a last name is never only an initial. */
function isWithin(short: string[], long: string[]): boolean {
  let at = 0
  for (const word of long) if (isWord(short[at], word)) at++
  return at === short.length && long.includes(short.at(-1) ?? '')
}

/** The same word, or its initial. */
function isWord(one = '', other = ''): boolean {
  if (one === other) return one !== ''
  return (one.length === 1 || other.length === 1) && one[0] === other[0]
}

/** "John and Mary Smith" are two; "John Smith, Trustee of the Smith Family Trust" is a person and an entity. */
function namesOf(name: string): Name[] {
  const trustee = /^(.*?),?\s+(?:as\s+)?(?:co-)?trustees?\s+(?:of|for|under)\s+(.*)$/i.exec(name)
  if (trustee) return [trustee[1] ?? '', trustee[2] ?? ''].flatMap(namesOf)
  if (ENTITY.test(name)) return [entityOf(name)]
  const parts = name.split(/\s+(?:and|&)\s+|;/i).map(personOf)
  const last = parts.at(-1)?.words.at(-1)
  return parts.map((part) =>
    part.words.length === 1 && last && parts.length > 1 ? { ...part, words: [...part.words, last] } : part,
  )
}

function entityOf(name: string): Name {
  const bare = name
    .replace(
      /,?\s+(?:u\/a|u\/d\/t|udt|under|dated|dtd|an?\s+[a-z]+(?:\s+[a-z]+)?\s+(?:limited|corporation|trust|general)).*$/i,
      '',
    )
    .replace(/\bl\.\s?l\.\s?c\.?|\blimited liability company\b/gi, 'llc')
  const words = wordsOf(bare)
    .filter((word) => !NOISE.has(word) && !/^\d{1,4}$/.test(word))
    .map((word) => SHORT[word] ?? word)
  return { entity: true, words, generation: null }
}

function personOf(name: string): Name {
  const [before = '', after] = name.replace(/\(.*?\)|".*?"|“.*?”|,?\s*a\/?k\/?a\b.*$/gi, '').split(',')
  const follows = wordsOf(after ?? '')
  const turned =
    follows.length > 0 &&
    !follows.every((word) => GENERATIONS.has(word) || word === 'esq' || word === 'trustee')
  const words = turned ? [...follows, ...wordsOf(before)] : [...wordsOf(before), ...follows]
  return {
    entity: false,
    words: words.filter(
      (word) => ![TITLES, GENERATIONS, NOISE].some((set) => set.has(word)) && word !== 'esq',
    ),
    generation: words.find((word) => GENERATIONS.has(word)) ?? null,
  }
}

function wordsOf(text: string): string[] {
  const bare = text.normalize('NFKD').replaceAll(/[\u0300-\u036f’']/g, '')
  return bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

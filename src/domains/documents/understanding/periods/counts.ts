import { formatPeriod, LONGEST_PERIOD, type Period } from '#domains/documents/rules/periods.ts'
import type { Found } from '#domains/documents/understanding/dates.ts'
import { numberInWords } from '#domains/documents/understanding/sums-in-words.ts'

/** A count of days. `unclear` where its words and its digits disagree; then it is normalized as it is written. */
export type Count = Found & { unclear: boolean; anchored: boolean; period: Period }

const SPACE = String.raw`[\s_]{1,6}`
const MAYBE = String.raw`[\s_]{0,6}`
const WORDS = String.raw`(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|one hundred(?: (?:and )?(?:twenty|eighty))?)`
/** "ten (10)", "10 (ten)", "ten", "10". */
const NUMBER = String.raw`(?:(?<words>${WORDS})(?:${MAYBE}\(${MAYBE}(?<inside>\d{1,3})${MAYBE}\))?|(?<digits>\d{1,3})(?:${MAYBE}\(${MAYBE}(?<spelled>${WORDS})${MAYBE}\))?|\(${MAYBE}(?<only>\d{1,3})${MAYBE}\)|_{2,30})`
/** What forms print beside a blank: "17 (or 10)", "10 (if left blank, then 15)"; what is filled in counts. */
const DEFAULT = String.raw`(?:${MAYBE}\((?:or|☐ ?or)${MAYBE}(?:(?<instead>\d{1,3})|_{0,12})${MAYBE}\)|${MAYBE}\((?:if (?:left )?blank,?|if not filled in,?)(?: then)? ?(?<blank>\d{1,3})(?: days?)?\))?`
const UNIT = String.raw`(?:(?<unit>calendar|business|banking|working|consecutive)${SPACE})?days?'?(?![\p{L}-])`
/** "ten (10) days or 15 days", "10 days (10 days if not filled in)". */
const OR = String.raw`(?:${SPACE}or${SPACE}(?:(?<other>\d{1,3})|_{2,30})${SPACE}days?|${MAYBE}\((?<usual>\d{1,3}) days if not filled in\))?`
const ACCEPTANCE = `(?:(?:mutual|final|contract|offer|seller'?s?)${SPACE})*(?:acceptance|ratification|mutual execution|full execution|(?:binding )?effective date|binding agreement date|contract date|signing|(?:a |the |this )?(?:signed |executed )?(?:contract|psa|agreement))|date${SPACE}(?:of${SPACE})?(?:this|the)${SPACE}(?:contract|agreement|offer)${SPACE}is${SPACE}(?:fully )?(?:signed|executed|ratified|accepted)|execution${SPACE}of${SPACE}(?:this|the)${SPACE}(?:contract|agreement)|MEC`
const DELIVERY = `(?:buyer'?s?${SPACE}|purchaser'?s?${SPACE}|actual${SPACE})?(?:delivery|receipt|receiving|receives|being delivered)`
const CLOSING = `close${SPACE}of${SPACE}escrow|closing|settlement|COE|recordation|recording`
const ANCHOR = String.raw`(?:${SPACE}(?<direction>after|following|from|of|before|prior to|preceding)${SPACE}(?:the${SPACE})?(?:date${SPACE}of${SPACE}|day${SPACE}of${SPACE})?(?:the${SPACE})?(?:(?<acceptance>${ACCEPTANCE})|(?<delivery>${DELIVERY})|(?<closing>${CLOSING}))(?!\p{L}))?`
const COUNT = new RegExp(
  String.raw`(?<![\p{L}\d$.,/-])${NUMBER}${DEFAULT}${MAYBE}${UNIT}${OR}${ANCHOR}(?<later>,?${SPACE}or[^.;\n]{0,60}whichever (?:is|occurs) (?:later|earlier|first))?`,
  'giu',
)

type Groups = Record<string, string | undefined>

/** The counts of days in a text: "ten (10) business days after acceptance". Those without a day to count from too. */
export function findCounts(text: string): Count[] {
  return [...text.matchAll(COUNT)].flatMap((match) => {
    const groups: Groups = match.groups ?? {}
    const written = writtenNumber(groups)
    if (!written || written.days > LONGEST_PERIOD || written.days === 0) return []
    const period: Period = {
      days: written.days,
      unit: /business|banking|working/i.test(groups.unit ?? '') ? 'business' : 'calendar',
      direction: /before|prior|preceding/i.test(groups.direction ?? '') ? 'before' : 'after',
      from: groups.delivery ? 'delivery' : groups.closing ? 'closing' : 'acceptance',
    }
    const [start, value] = [match.index, match[0]]
    const { unclear } = written
    return [
      {
        ...{ start, end: start + value.length, value, unclear, period },
        anchored: groups.direction !== undefined,
        normalized: unclear ? value.replace(/\s+/g, ' ') : formatPeriod(period),
      },
    ]
  })
}

/** The number that counts: what was filled in, before what the form prints. */
function writtenNumber(groups: Groups): { days: number; unclear: boolean } | undefined {
  const filled = groups.instead ?? groups.other
  if (filled !== undefined) return { days: Number(filled), unclear: false }
  const spelled = groups.words ?? groups.spelled
  const inWords = spelled && numberInWords(spelled.toLowerCase().match(/\p{L}+/gu) ?? [])
  const inDigits =
    groups.inside ?? groups.digits ?? groups.only ?? (spelled ? undefined : (groups.blank ?? groups.usual))
  const days = inDigits === undefined ? inWords : Number(inDigits)
  if (!days) return undefined
  return { days, unclear: Boolean(inWords && inDigits !== undefined && inWords !== Number(inDigits)) }
}

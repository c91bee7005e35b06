import type { DocumentType } from '#domains/documents/schema.ts'
import { loadLayer, type PackedLayer, scoreRows, softmax } from './model.ts'
import { keyOf, type Mention } from './names.ts'
import { findParties, type Party } from './parties.ts'
import { featuresAt, findNamed, type Named, weigh } from './roles.ts'

/** What a name may be to a paper: nothing (the first field), somebody without a part in it (the second), or in a role. */
export type PartyModel = PackedLayer

export function loadPartyModel(): PartyModel {
  return loadLayer(new URL('./party-model.bin', import.meta.url))
}

export type Involved = { field: string; sure: number; start: number; end: number; value: string }

/** A role that is less likely than this is not said: a wrong party is worse than none. */
const ROLE_FROM = 0.4
/** A name that is more likely nothing of the sort is not said. */
const NAME_FROM = 0.4
/** What the model says is looked at, however sure it is: rules and people are believed more. */
const MOST_SURE = 0.85

/**
 * Who takes part in a paper of this type, in which role, and where that is said best. What the rules find counts as
 * evidence for the model; it stands by itself after a label ("Seller: …"), and where the model knows no role, or no such
 * field ("listing_agent").
 */
export function findInvolved(model: PartyModel, text: string, type: DocumentType): Involved[] {
  const ruled = findParties(text)
  const own = new Map(
    ruled
      .filter(({ field, labelled }) => labelled || !model.fields.includes(field))
      .map((each) => [keyOf(each.value), each]),
  )
  const judged = judgeNames(model, text, type, ruled).map((each) => {
    const rule = own.get(keyOf(each.value))
    return rule && (rule.labelled || each.row > 1)
      ? { ...each, field: rule.field, row: 2, sure: MOST_SURE }
      : each
  })
  const roles = new Set(judged.filter(({ row }) => row > 1).map(({ value }) => keyOf(value)))
  const byRule = ruled
    .filter(({ value }) => !roles.has(keyOf(value)))
    .map((each) => ({ ...each, sure: each.labelled ? MOST_SURE : 0.8 }))
  const names = new Set(byRule.map(({ value }) => keyOf(value)))
  return [...byRule, ...judged.filter(({ value }) => !names.has(keyOf(value)))]
}

function judgeNames(
  model: PartyModel,
  text: string,
  type: DocumentType,
  ruled: Party[],
): (Involved & { row: number })[] {
  const judged = findNamed(text, type, ruled).flatMap((named) => {
    const chances = softmax(scoreRows(model.layer, named.features), model.temperature)
    const nobody = chances[0] ?? 0
    const roles = chances.slice(2)
    const best = Math.max(...roles)
    const row = best >= ROLE_FROM && best > (chances[1] ?? 0) ? roles.indexOf(best) + 2 : 1
    if (row === 1 && 1 - nobody < NAME_FROM) return []
    const field = row === 1 ? kindOf(named) : (model.fields[row] ?? '')
    return [{ field, sure: Math.min(MOST_SURE, row === 1 ? 1 - nobody : best), named, row }]
  })
  const taken: Mention[] = []
  return judged
    .toSorted((a, b) => b.sure - a.sure)
    .flatMap(({ field, sure, named, row }) => {
      const free = named.mentions.filter(
        (mention) => !taken.some((other) => mention.start < other.end && other.start < mention.end),
      )
      taken.push(...free)
      const place = bestPlace(model, text, free, row, ruled)
      return place ? [{ field, sure, row, start: place.start, end: place.end, value: place.value }] : []
    })
}

/** The place that speaks most for the role. */
function bestPlace(
  { layer }: PartyModel,
  text: string,
  mentions: Mention[],
  row: number,
  ruled: Party[],
): Mention | undefined {
  if (mentions.length < 2) return mentions[0]
  const scored = mentions.slice(0, 12).map((mention) => ({
    mention,
    score: scoreRows(layer, weigh(featuresAt(text, mention, ruled)))[row] ?? 0,
  }))
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).mention
}

const FIRM =
  /\b(?:LLC|L\.L\.C|Inc|LP|L\.P|LLP|PLLC|P\.C|N\.A|Co|Corp|Ltd|Company|Bank|Union|Trust|Realty|Title|Escrow|Insurance|Mutual|Group|Partners|Holdings|Properties|Association|Associates|Agency|Services|County|Court|Office|Department|Church|School|District|Board)\b/i

function kindOf({ mentions }: Named): string {
  return FIRM.test(mentions[0]?.value ?? '') || /&/.test(mentions[0]?.value ?? '') ? 'company' : 'person'
}

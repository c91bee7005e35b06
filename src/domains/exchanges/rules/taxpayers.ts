import { because, type Missing, type Reason } from './finding.ts'
import { ownershipIn, relatedPerson, withFamily } from './ownership.ts'

/** "From" is this of "to": the owner of a company, the grantor, trustee or beneficiary of a trust, a parent of a person. */
export type Relationship = {
  id: string
  from_contact_id: string
  to_contact_id: string
  relation: string
  ownership_percent: number | null
}
export type PersonGraph = {
  contacts: { id: string; kind: string; tax_status: string | null }[]
  relationships: Relationship[]
}

export type Taxpayer = {
  /** Null: what is known does not say. */
  taxpayer_id: string | null
  /** The relationships that lead there. */
  path: string[]
  reasons: Reason[]
  missing: Missing[]
}

/**
 * Whose tax return a contact's property is on: an entity that is disregarded is its owner, and a grantor trust its
 * grantor, through any number of them (26 CFR 301.7701-3, IRC 671, Rev. Rul. 85-13).
 */
export function taxpayerOf(graph: PersonGraph, id: string): Taxpayer {
  const found: Taxpayer = { taxpayer_id: id, path: [], reasons: [], missing: [] }
  const seen = new Set<string>()
  for (let at = id; ; ) {
    if (seen.has(at)) return { ...found, taxpayer_id: null }
    seen.add(at)
    const step = stepFrom(graph, at)
    if (!step) return { ...found, taxpayer_id: at }
    if (step.reason) found.reasons.push(step.reason)
    if (step.missing) found.missing.push(step.missing)
    if (!step.through) return { ...found, taxpayer_id: null }
    found.path.push(step.through.id)
    at = step.through.from_contact_id
  }
}

type Step = { through: Relationship | null; reason?: Reason; missing?: Missing }

/** What lies behind a contact; undefined where the contact itself is the taxpayer. */
function stepFrom(graph: PersonGraph, id: string): Step | undefined {
  const contact = graph.contacts.find((one) => one.id === id)
  if (contact?.tax_status === 'grantor_trust') return behind(into(graph, id, 'grantor'), GRANTOR)
  const owners = into(graph, id, 'owner')
  if (contact?.tax_status === 'disregarded') return behind(owners, DISREGARDED)
  const only = owners.length === 1 && (owners[0]?.ownership_percent ?? 100) === 100
  if (contact?.kind === 'llc' && !contact.tax_status && only)
    return {
      ...behind(owners, DISREGARDED),
      missing: {
        field: 'tax_status',
        text: 'Its tax status isn’t known. An LLC with one member is disregarded unless it elected otherwise (Form 8832).',
      },
    }
  return undefined
}

const DISREGARDED = {
  reason: because(
    'disregarded_entity',
    '26 CFR 301.7701-3(b)(1)(ii), 1.1031(k)-1',
    'An entity with one owner that is disregarded is that owner for tax.',
    ['tax_status', 'owner'],
  ),
  field: 'owner',
  none: 'Its owner isn’t known.',
  several:
    'It has several owners, and a disregarded entity has one; spouses in a community property state may count as one (Rev. Proc. 2002-69).',
}
const GRANTOR = {
  reason: because(
    'grantor_trust',
    'IRC 671; Rev. Rul. 85-13',
    'What a grantor trust owns is owned by its grantor for tax.',
    ['tax_status', 'grantor'],
  ),
  field: 'grantor',
  none: 'Its grantor isn’t known.',
  several: 'It has several grantors: each is the taxpayer of their part.',
}

function behind(through: Relationship[], { reason, field, none, several }: typeof GRANTOR): Step {
  const [only, ...others] = through
  if (!only) return { through: null, missing: { field, text: none } }
  if (others.length > 0) return { through: null, missing: { field, text: several } }
  return { through: only, reason }
}

/** Whether two contacts are one taxpayer; null where what is known does not say. */
export function sameTaxpayer(graph: PersonGraph, one: string, other: string) {
  const [a, b] = [taxpayerOf(graph, one), taxpayerOf(graph, other)]
  const known = a.taxpayer_id !== null && b.taxpayer_id !== null
  return {
    same: known ? a.taxpayer_id === b.taxpayer_id : null,
    path: [...new Set([...a.path, ...b.path])],
    reasons: [...a.reasons, ...b.reasons],
    missing: [...a.missing, ...b.missing],
  }
}

const FAMILY = ['spouse', 'sibling', 'parent']
const OWNING = ['owner', 'beneficiary']
const OF_TRUSTS = ['grantor', 'trustee', 'beneficiary', 'representative']

/**
 * Answers whether two contacts of a graph are related persons, what decides it, and along which relationships. What both
 * need to know of the whole graph is worked out once.
 */
export function relationsIn(graph: PersonGraph) {
  const families = new Map(graph.contacts.map(({ id }) => [id, familyOf(graph, id)]))
  const between = ownershipBetween(graph, families)
  const byTrust = relatedByTrust(graph)
  return (one: string, other: string) => {
    const family_member = families.get(one)?.has(other) ?? false
    const trust = byTrust(one, other)
    const percent = family_member ? 0 : between(one, other)
    const { outcome, reasons } = relatedPerson({
      ...{ family_member, ownership_percent_between: percent, other_267b_relationship: trust },
    })
    const along = family_member ? FAMILY : trust ? OF_TRUSTS : [...OWNING, ...FAMILY]
    /** The other test, of 26 CFR 1.1031(k)-1(k)(3), by which a person may not be the intermediary. */
    const disqualified = outcome.disqualified_by_10_percent || trust
    return {
      ...{ related_for_1031f: outcome.related_for_1031f, disqualified, ownership_percent_between: percent },
      path: disqualified ? pathBetween(graph, one, other, along) : [],
      reasons,
    }
  }
}

const into = ({ relationships }: PersonGraph, id: string, relation: string) =>
  relationships.filter((one) => one.to_contact_id === id && one.relation === relation)

/** Spouse, siblings, ancestors and descendants (IRC 267(c)(4)). */
function familyOf(graph: PersonGraph, id: string): Set<string> {
  const family = new Set<string>()
  for (const { relation, from_contact_id: from, to_contact_id: to } of graph.relationships)
    if (relation === 'spouse' || relation === 'sibling') {
      if (from === id) family.add(to)
      if (to === id) family.add(from)
    }
  for (const up of [true, false])
    for (const member of lineOf(graph, id, up)) if (member !== id) family.add(member)
  return family
}

function lineOf({ relationships }: PersonGraph, id: string, up: boolean): Set<string> {
  const line = new Set([id])
  for (const member of line)
    for (const { relation, from_contact_id: from, to_contact_id: to } of relationships) {
      if (relation !== 'parent') continue
      if (up && to === member) line.add(from)
      if (!up && from === member) line.add(to)
    }
  return line
}

/**
 * The share by which one owns the other, or the same persons own both (IRC 267(b)(2), (3), (10) to (12), 707(b)(1)), in
 * percent. A beneficiary's share of a trust counts as ownership (267(c)(1)).
 */
function ownershipBetween(graph: PersonGraph, families: Map<string, Set<string>>) {
  const holdings = graph.relationships
    .filter(({ relation }) => OWNING.includes(relation))
    .map(({ from_contact_id: owner, to_contact_id: entity, ownership_percent }) => ({
      ...{ owner, entity, percent: ownership_percent ?? 0 },
    }))
  const held = ownershipIn(holdings)
  const owned = new Set(holdings.map(({ entity }) => entity))
  const share = (person: string, entity: string) =>
    owned.has(entity) ? withFamily(held, person, entity, families.get(person) ?? []) : 0
  return (one: string, other: string): number => {
    const directly = Math.max(share(one, other), share(other, one))
    if (!owned.has(one) || !owned.has(other)) return directly
    const others = graph.contacts.filter(({ id }) => id !== one && id !== other)
    const common = others.map(({ id }) => Math.min(share(id, one), share(id, other)))
    const together = others
      .filter(({ kind }) => kind === 'person')
      .reduce((sum, { id }) => sum + Math.min(held(id, one), held(id, other)), 0)
    return Math.min(100, Math.max(directly, Math.round(together * 1e6) / 1e6, ...common))
  }
}

/** A trust or estate acts through its fiduciary, so it stands for one (IRC 267(b)(4) to (8), (13)). */
function relatedByTrust(graph: PersonGraph) {
  const trusts = graph.contacts
    .filter(({ kind }) => kind === 'trust' || kind === 'estate')
    .map(({ id }) => {
      const are = (relation: string) => into(graph, id, relation).map((one) => one.from_contact_id)
      const [grantors, beneficiaries] = [new Set(are('grantor')), new Set(are('beneficiary'))]
      const fiduciaries = new Set([id, ...are('trustee'), ...are('representative')])
      return { id, grantors, beneficiaries, fiduciaries }
    })
  const between = (a: string, b: string) =>
    trusts.some(
      (trust) =>
        trust.fiduciaries.has(a) &&
        (trust.grantors.has(b) ||
          trust.beneficiaries.has(b) ||
          trusts.some(
            (second) =>
              second !== trust &&
              (second.fiduciaries.has(b) || second.beneficiaries.has(b)) &&
              !second.grantors.isDisjointFrom(trust.grantors),
          )),
    )
  return (one: string, other: string) => between(one, other) || between(other, one)
}

/** The shortest way along relationships of these kinds. */
function pathBetween({ relationships }: PersonGraph, one: string, other: string, kinds: string[]): string[] {
  const paths = new Map<string, string[]>([[one, []]])
  for (const [at, path] of paths) {
    if (at === other) return path
    for (const { id, relation, from_contact_id: from, to_contact_id: to } of relationships) {
      const next = from === at ? to : to === at ? from : undefined
      if (next && kinds.includes(relation) && !paths.has(next)) paths.set(next, [...path, id])
    }
  }
  return []
}

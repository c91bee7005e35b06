import type { Icon } from '@tabler/icons-react'

/** What stands in the address of a list, all of it text. */
export type Search = Readonly<Record<string, string | undefined>>
export type Choice = { value: string; label: string; count?: number }

type Common = { label: string; icon: Icon }

/**
 * A filter as data: which parameters of the address it has, by the names of the API's (`Name`), and what can be chosen.
 */
export type Filter<Name extends string = string> =
  /** One of some choices, or several of them, separated by commas. */
  | (Common & { kind: 'choices'; id: Name; choices: Choice[]; several: boolean })
  /** A part of a text, typed or taken from what there is. `fits`: whether the part is one of such a text. */
  | (Common & { kind: 'text'; id: Name; known: Choice[]; fits: (text: string, part: string) => boolean })
  /** Narrows or not: the parameter has this value. */
  | (Common & { kind: 'flag'; id: Name; value: string })
  | (Common & { kind: 'days'; id: string; from: Name; to: Name })
  /** Sizes of files, in megabytes for people and bytes in the address. */
  | (Common & { kind: 'sizes'; id: string; from: Name; to: Name })

/** Choices, or what each value is called, or what each status is. */
type Choices = Choice[] | Readonly<Record<string, string | readonly [label: string, tone: string]>>

/** One of some choices. */
export function choiceFilter<Name extends string>(id: Name, label: string, icon: Icon, choices: Choices) {
  return { ...choicesFilter(id, label, icon, choices), several: false } satisfies Filter<Name>
}

/** Any of some choices. */
export function choicesFilter<Name extends string>(id: Name, label: string, icon: Icon, choices: Choices) {
  const all = Array.isArray(choices)
    ? choices
    : Object.entries(choices).map(([value, label]) => ({
        value,
        label: typeof label === 'string' ? label : label[0],
      }))
  return { kind: 'choices', several: true, id, label, icon, choices: all } satisfies Filter<Name>
}

/** A period of days, by the parameters in which it begins and ends. */
export function daysFilter<Name extends string>(label: string, icon: Icon, from: Name, to: Name) {
  return { kind: 'days', id: `${from} ${to}`, label, icon, from, to } satisfies Filter<Name>
}

const BYTES = 1_000_000

/** The parameters that a filter sets. */
export function parametersOf(filter: Filter): string[] {
  return filter.kind === 'days' || filter.kind === 'sizes' ? [filter.from, filter.to] : [filter.id]
}

export function isSet(filter: Filter, search: Search): boolean {
  if (filter.kind === 'flag') return search[filter.id] === filter.value
  return parametersOf(filter).some((name) => search[name])
}

export function without(filter: Filter, search: Search): Search {
  return { ...search, ...Object.fromEntries(parametersOf(filter).map((name) => [name, undefined])) }
}

export function chosenOf({ id }: Pick<Filter, 'id'>, search: Search): string[] {
  return search[id]?.split(',').filter(Boolean) ?? []
}

/** A choice is made or taken back; of a filter with one value, it takes the place of another. */
export function toggled(filter: Extract<Filter, { kind: 'choices' }>, search: Search, value: string): Search {
  const chosen = filter.several ? chosenOf(filter, search) : [search[filter.id] ?? ''].filter(Boolean)
  const next = chosen.includes(value)
    ? chosen.filter((one) => one !== value)
    : filter.several
      ? [...chosen, value]
      : [value]
  return { ...search, [filter.id]: next.join(',') || undefined }
}

/** An address can say anything; what is no day or no size is shown as it stands there and chosen nowhere. */
export function isDay(text: string): boolean {
  const noon = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(noon.getTime()) && noon.toISOString().slice(0, 10) === text
}

const isSize = (text: string) => /^\d{1,15}$/.test(text)

export const megabytes = (bytes: string | undefined) => (bytes && isSize(bytes) ? Number(bytes) / BYTES : '')
export const bytesOf = (megabytes: number | string) =>
  megabytes === '' || Number(megabytes) < 0 ? undefined : String(Math.round(Number(megabytes) * BYTES))

type Words = { day: (day: string) => string; size: (bytes: number) => string }

/** What a chip says after its label: "Deed, Offer", "since Nov 1, 2026"; a flag says nothing more. */
export function wordsOf(filter: Filter, search: Search, { day, size }: Words): string | null {
  if (filter.kind === 'flag') return null
  if (filter.kind === 'text') return search[filter.id] ?? ''
  if (filter.kind === 'choices') {
    const chosen = filter.several ? chosenOf(filter, search) : [search[filter.id] ?? '']
    const labels = chosen.map((value) => filter.choices.find((one) => one.value === value)?.label ?? value)
    return labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(', ')
  }
  const say = (text: string) => {
    if (filter.kind === 'days') return isDay(text) ? day(text) : text
    return isSize(text) ? size(Number(text)) : text
  }
  const [from, to] = [search[filter.from], search[filter.to]]
  const [since, until] = filter.kind === 'days' ? ['since', 'until'] : ['at least', 'at most']
  if (from && to) return `${say(from)} to ${say(to)}`
  return from ? `${since} ${say(from)}` : to ? `${until} ${say(to)}` : ''
}

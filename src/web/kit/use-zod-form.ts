import type { UseFormInput } from '@mantine/form'
import { z } from 'zod'
import { formatCount } from './figures.ts'
import { useProblemForm } from './problem-form.ts'

type Shape = Readonly<Record<string, z.ZodType>>

/**
 * A form of the fields that a contract takes: what is required, how long a text may be and what there is to choose comes
 * from its schema, the same as the server's, and a mistake is named before anything is sent. Everything else is as in
 * useProblemForm.
 */
export function useZodForm<Values extends Record<string, unknown>>(
  schema: z.ZodObject,
  input: UseFormInput<Values> & { draft?: string },
) {
  const shape: Shape = schema.shape
  const form = useProblemForm<Values>({
    validateInputOnBlur: true,
    validate: (values) => mistakesOf(shape, values),
    ...input,
  })
  /** For a field of text: its value, its limits, and what is wrong with it. What is still empty is not wrong before it is sent. */
  const field = <Name extends keyof Values & string>(name: Name) => {
    const { onBlur, ...props } = form.form.getInputProps(name)
    return { ...limitsOf(shape[name]), ...props, onBlur: () => props.value !== '' && onBlur?.() }
  }
  return { ...form, field }
}

/** What a field of text takes, for its input. */
export function limitsOf(schema: z.ZodType | undefined): { required: boolean; maxLength?: number } {
  const inner = innermost(schema)
  if (!(inner instanceof z.ZodString || inner instanceof z.ZodStringFormat)) return { required: false }
  const required = (inner.minLength ?? 0) > 0 || inner.format !== null
  return {
    required: required && !mayBeEmpty(schema),
    ...(inner.maxLength !== null && { maxLength: inner.maxLength }),
  }
}

/** The least and the most that a field of a whole number takes, for its input. */
export function rangeOf(schema: z.ZodType | undefined): { min?: number; max?: number } {
  const inner = innermost(schema)
  if (!(inner instanceof z.ZodNumber)) return {}
  const { minValue, maxValue } = inner
  return { ...(minValue !== null && { min: minValue }), ...(maxValue !== null && { max: maxValue }) }
}

/** Those of the usual numbers of days that the field takes, in words. */
export function daysOf(schema: z.ZodType | undefined, usual: number[]): { value: number; label: string }[] {
  return usual
    .filter((days) => schema?.safeParse(days).success)
    .map((value) => ({ value, label: formatPeriod(value) }))
}

function formatPeriod(days: number): string {
  const years = days / 365
  return Number.isInteger(years) ? formatCount(years, 'year') : formatCount(days, 'day')
}

/** What the schema takes where the form says nothing. */
export function defaultOf<Value>(schema: z.ZodDefault<z.ZodType<Value>>): Value {
  return schema.parse(undefined)
}

const LONG = 500

/** What kind of input a field needs. */
export function kindOf(schema: z.ZodType | undefined) {
  const inner = innermost(schema)
  if (inner instanceof z.ZodEnum) return 'choice'
  if (inner instanceof z.ZodBoolean) return 'switch'
  if (inner instanceof z.ZodNumber) return 'number'
  if (inner instanceof z.ZodISODateTime) return 'moment'
  if (inner instanceof z.ZodISODate) return 'day'
  if (inner instanceof z.ZodEmail) return 'email'
  if (inner instanceof z.ZodURL) return 'url'
  return inner instanceof z.ZodString && (inner.maxLength ?? 0) > LONG ? 'long' : 'text'
}

/** What stands in the fields of a new record: the schema's defaults, an empty text, or nothing. */
export function emptyOf<S extends z.ZodObject>(schema: S): Record<keyof z.input<S> & string, unknown> {
  const fields = Object.entries<z.ZodType>(schema.shape).map(([name, field]) => [name, emptyFieldOf(field)])
  return Object.fromEntries(fields)
}

/** What is chosen by its id is null as long as it is not chosen. */
function emptyFieldOf(field: z.ZodType): unknown {
  const usual = field instanceof z.ZodDefault ? field.parse(undefined) : null
  if (usual !== null) return usual
  const inner = innermost(field)
  if (inner instanceof z.ZodBoolean) return false
  if (inner instanceof z.ZodArray) return []
  const text = inner instanceof z.ZodString || inner instanceof z.ZodStringFormat
  return text && !(inner instanceof z.ZodUUID) ? '' : null
}

/** As the call takes it: what was left empty is null where it can be, and otherwise not said where it needs not be. */
export function filledOf(schema: z.ZodObject, values: Record<string, unknown>): Record<string, unknown> {
  const shape: Shape = schema.shape
  const filled = Object.entries(values).flatMap(([name, value]) => {
    if (value !== '' && value !== null) return [[name, value]]
    if (shape[name]?.safeParse(null).success) return [[name, null]]
    return mayBeEmpty(shape[name]) ? [] : [[name, value]]
  })
  return Object.fromEntries(filled)
}

/** What there is to choose in a field, in the order of its schema. */
export function choicesOf<Value extends string>(
  schema: z.ZodType | undefined,
  words: Record<Value, string>,
): { value: Value; label: string }[] {
  const inner = innermost(schema)
  const values = inner instanceof z.ZodEnum ? (inner.options as Value[]) : []
  return values.map((value) => ({ value, label: words[value] }))
}

/** One sentence for each field that the schema refuses. What a field leaves empty is not looked at unless it is required. */
export function mistakesOf(shape: Shape, values: Record<string, unknown>): Record<string, string> {
  const wrong = Object.entries(shape).flatMap(([name, schema]) => {
    const value = values[name]
    const empty = value === '' || value === null
    if (value === undefined || (empty && mayBeEmpty(schema))) return []
    if (value === null) return [[name, 'Required'] as const]
    const issue = schema.safeParse(value).error?.issues[0]
    return issue ? [[name, wordsOf(issue)] as const] : []
  })
  return Object.fromEntries(wrong)
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'Enter an email address',
  url: 'Enter an address such as https://example.com',
  date: 'Enter a date',
  datetime: 'Enter a date and a time',
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'string')
    return Number(issue.minimum) <= 1 ? 'Required' : `At least ${issue.minimum} characters`
  if (issue.code === 'too_big' && issue.origin === 'string') return `At most ${issue.maximum} characters`
  if (issue.code === 'too_big') return `At most ${issue.maximum}`
  if (issue.code === 'too_small' && issue.origin === 'number') return `At least ${issue.minimum}`
  const format = issue.code === 'invalid_format' ? FORMATS[issue.format] : undefined
  if (format) return format
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1)
}

/**
 * Whether the field may stay empty. A change may leave out any field, and its form shows them all: it takes the schema
 * as `required()`.
 */
export function mayBeEmpty(schema: z.ZodType | undefined): boolean {
  if (schema instanceof z.ZodNonOptional) return mayBeEmpty(withoutOptional(schema))
  return [z.ZodOptional, z.ZodNullable, z.ZodDefault].some((kind) => schema instanceof kind)
}

function withoutOptional(schema: z.ZodNonOptional): z.ZodType {
  const inner = schema.unwrap() as z.ZodType
  return inner instanceof z.ZodOptional ? (inner.unwrap() as z.ZodType) : inner
}

/** Without what may be left out, is null, or is changed on the way. */
function innermost(schema: z.ZodType | undefined): z.ZodType | undefined {
  for (const kind of [z.ZodNonOptional, z.ZodOptional, z.ZodNullable, z.ZodDefault])
    if (schema instanceof kind) return innermost(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe) return innermost(schema.in as z.ZodType)
  return schema
}

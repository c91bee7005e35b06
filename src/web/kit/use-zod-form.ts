import type { UseFormInput } from '@mantine/form'
import { z } from 'zod'
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
  /** For a field of text: its value, its limits, and what is wrong with it. */
  const field = <Name extends keyof Values & string>(name: Name) => ({
    ...limitsOf(shape[name]),
    ...form.form.getInputProps(name),
  })
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
    if (value === undefined || (value === '' && mayBeEmpty(schema))) return []
    const issue = schema.safeParse(value).error?.issues[0]
    return issue ? [[name, wordsOf(issue)] as const] : []
  })
  return Object.fromEntries(wrong)
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'string')
    return Number(issue.minimum) <= 1 ? 'Required' : `At least ${issue.minimum} characters`
  if (issue.code === 'too_big' && issue.origin === 'string') return `At most ${issue.maximum} characters`
  if (issue.code === 'too_big' && issue.origin === 'array') return `At most ${issue.maximum}`
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'Enter an email address'
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return 'Enter an address such as https://example.com'
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1)
}

/** Whether the field may stay empty. A change names what it changes: what it may leave out may not be emptied. */
function mayBeEmpty(schema: z.ZodType | undefined): boolean {
  if (schema instanceof z.ZodOptional) return mayBeEmpty(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
}

/** Without what may be left out, is null, or is changed on the way. */
function innermost(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return innermost(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe) return innermost(schema.in as z.ZodType)
  return schema
}

import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import type { z } from 'zod'
import { MomentField } from './MomentField.tsx'
import { choicesOf, kindOf, mayBeEmpty, rangeOf } from './use-zod-form.ts'

/** A field as data: its label, or more. What it takes, and so what it looks like, is said by the schema. */
export type FieldWords =
  | string
  | {
      label: string
      description?: string
      placeholder?: string
      /** Of a field that is one of several: what each is called. */
      words?: Readonly<Record<string, string>>
      /** Where the schema says only that it is text. */
      as?: 'tel' | 'money'
    }

type Props<Name extends string> = {
  schema: z.ZodObject
  fields: Partial<Record<Name, FieldWords>>
  field: (name: Name) => GetInputPropsReturnType
}

/** The fields of a form, in the order in which they are named; the first has the focus. */
export function Fields<Name extends string>({ schema, fields, field }: Props<Name>) {
  const entries = Object.entries(fields) as [Name, FieldWords][]
  return entries.map(([name, words], place) => (
    <Field
      key={name}
      schema={schema.shape[name] as z.ZodType}
      words={typeof words === 'string' ? { label: words } : words}
      first={place === 0}
      props={field(name)}
    />
  ))
}

type OneProps = {
  schema: z.ZodType
  words: Exclude<FieldWords, string>
  first: boolean
  props: GetInputPropsReturnType
}

function Field({ schema, words: { label, words = {}, as, ...rest }, first, props }: OneProps) {
  const kind = kindOf(schema)
  const optional = mayBeEmpty(schema)
  const common = {
    label: optional && kind !== 'switch' ? `${label} (optional)` : label,
    ...rest,
    ...(first && { 'data-autofocus': true }),
    ...props,
  }
  if (kind === 'switch') return <Switch {...common} value="on" checked={props.value === true} />
  if (kind === 'choice')
    return (
      <Select {...common} data={choicesOf(schema, words)} allowDeselect={optional} clearable={optional} />
    )
  if (kind === 'number') return <NumberInput {...rangeOf(schema)} {...common} value={props.value ?? ''} />
  if (kind === 'moment') return <MomentField {...common} value={props.value} onChange={props.onChange} />
  if (kind === 'long') return <Textarea autosize minRows={2} {...common} />
  if (as === 'money') return <TextInput inputMode="decimal" leftSection="$" {...common} />
  return <TextInput type={as ?? TYPES[kind]} {...common} />
}

const TYPES = { email: 'email', url: 'url', day: 'date', text: 'text' } as const

import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { Fields, type FieldWords } from './Fields.tsx'
import { notify } from './notify.tsx'
import { ProblemForm } from './ProblemForm.tsx'
import { emptyOf, filledOf, useZodForm } from './use-zod-form.ts'

type Values<S extends z.ZodObject> = z.input<S> & Record<string, unknown>
type Form<S extends z.ZodObject> = ReturnType<typeof useZodForm<Values<S>>>

type Props<S extends z.ZodObject> = {
  opened: boolean
  onClose: () => void
  title: string
  size?: number
  /** What the call takes: the limits of the fields. */
  schema: S
  /** What stands in the fields at first, where the schema's own defaults are not meant. */
  initial?: Partial<z.input<S>>
  /** What was typed is kept under this name until it is sent. */
  draft?: string
  /** What the button says. */
  action: string
  send: (values: z.input<S>) => Promise<unknown>
  /** What is said when it is done. */
  said: (values: z.input<S>) => string
  /** The fields by name, in their order. */
  fields?: Partial<Record<keyof z.input<S> & string, FieldWords>>
  /** Fields that are more than that, each with `field('name')`. */
  children?: (field: Form<S>['field'], form: Form<S>['form']) => ReactNode
}

/** A form in a dialog, which closes when it was sent; what is refused stands beside its field. */
export function FormModal<S extends z.ZodObject>({ opened, onClose, title, size, ...form }: Props<S>) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} {...(size && { size })}>
      <ModalForm {...form} onClose={onClose} />
    </Modal>
  )
}

type FormProps<S extends z.ZodObject> = Omit<Props<S>, 'opened' | 'title' | 'size'>

function ModalForm<S extends z.ZodObject>({ schema, initial, draft, onClose, ...props }: FormProps<S>) {
  const { action, send, said, fields, children } = props
  const initialValues = { ...emptyOf(schema), ...initial } as Values<S>
  const { form, field, submit, refusal, busy } = useZodForm<Values<S>>(schema, {
    initialValues,
    ...(draft && { draft }),
  })
  const onSubmit = submit(async (typed) => {
    // The schema has looked at them.
    const values = filledOf(schema, typed) as z.input<S>
    await send(values)
    notify(said(values))
    onClose()
  })
  return (
    <ProblemForm onSubmit={onSubmit} refusal={refusal} busy={busy} action={action} button="end">
      {fields && <Fields schema={schema} fields={fields} field={field} />}
      {children?.(field, form)}
    </ProblemForm>
  )
}

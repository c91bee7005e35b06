import { type FormErrors, type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { keepDraft, readDraft } from './kept-draft.ts'

type Refused = { message: string; issues?: { field: string; reason: string }[] }

/**
 * A form whose refusals stand beside their field: the API names the field of each issue. What belongs to no field that
 * the form has is `refusal`, for the alert above the button. New initial values, of a record that was changed
 * elsewhere, are taken over where nothing has been typed yet; a draft stays. With a `draft` name, what was typed is kept
 * in this tab until it is sent; secrets never are.
 */
export function useProblemForm<Values extends Record<string, unknown>>({
  draft,
  ...input
}: UseFormInput<Values> & { draft?: string }) {
  const form = useForm<Values>(input)
  useDraft(form, draft)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const fresh = JSON.stringify(input.initialValues)
  const taken = useRef(fresh)

  useEffect(() => {
    if (fresh === taken.current || form.isDirty()) return
    taken.current = fresh
    form.setInitialValues(JSON.parse(fresh))
    form.reset()
  })

  const submit = (work: (values: Values) => Promise<void>) => {
    let place: HTMLFormElement | undefined
    const refuse = (errors: FormErrors) => focusFirst(place, errors)
    const send = form.onSubmit(async (values) => {
      setBusy(true)
      setRefusal(null)
      form.clearErrors()
      try {
        await work(values)
        form.resetDirty()
        if (draft) keepDraft(draft, null) // The form may have gone with its dialog, and does it no more.
      } catch (error) {
        const refused = error as Refused
        const errors = errorsOf(refused, Object.keys(values))
        form.setErrors(errors)
        if (Object.keys(errors).length === 0) setRefusal(refused.message)
        else refuse(errors)
      } finally {
        setBusy(false)
      }
    }, refuse)
    return (event?: FormEvent<HTMLFormElement>) => {
      place = event?.currentTarget
      send(event)
    }
  }

  /** Only what the person has changed, so that what someone else changed meanwhile is not undone. */
  const changed = (values: Values): Partial<Values> =>
    Object.fromEntries(Object.entries(values).filter(([field]) => form.isDirty(field))) as Partial<Values>

  return { form, submit, changed, refusal, setRefusal, busy }
}

/** The person goes on where the first mistake is. */
function focusFirst(place: HTMLFormElement | undefined, errors: FormErrors): void {
  const fields = [...(place?.querySelectorAll<HTMLElement>('[data-path]') ?? [])]
  fields.find(({ dataset: { path } }) => path !== undefined && path in errors)?.focus()
}

const SECRET = /password|code|token/

function useDraft<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>, name?: string) {
  const restored = useRef(false)
  useEffect(() => {
    if (!name) return
    if (restored.current) {
      keepDraft(name, typedIn(form))
      return
    }
    restored.current = true
    const kept = readDraft<Partial<Values>>(name)
    if (kept) form.setValues(kept)
  })
}

function typedIn<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>) {
  const typed = Object.entries(form.getValues()).filter(
    ([field]) => !SECRET.test(field) && form.isDirty(field),
  )
  return typed.length > 0 ? Object.fromEntries(typed) : null
}

function errorsOf({ issues }: Refused, fields: string[]): FormErrors {
  const known = (issues ?? []).filter(({ field }) => fields.includes(field))
  return Object.fromEntries(known.map(({ field, reason }) => [field, sentence(reason)]))
}

/** "is missing" becomes "Is missing"; a whole sentence stays as it is. */
function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}

import { AddressEntry, ContactChange } from '#domains/contacts/schema.ts'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import type { ContactValues } from './contact-values.ts'

const { emails: _, phones: __, display_name: ___, ...plain } = ContactChange.required().shape
const { label: ____, country: _____, ...address } = AddressEntry.shape

/** Limits of single fields are checked as they are typed; numbers and addresses by the server, which names their place. */
const FORM = ContactChange.pick({ notes: true }).extend({ ...plain, ...address })

export function useContactForm(initialValues: ContactValues, draft?: string) {
  return useZodForm<ContactValues>(FORM, { initialValues, ...(draft && { draft }) })
}
export type ContactFormState = ReturnType<typeof useContactForm>

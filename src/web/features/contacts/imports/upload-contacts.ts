import { imports } from '#domains/contacts/imports/contract.ts'
import type { ContactImport } from '#domains/contacts/imports/schema.ts'
import { answerOf, pathOf, requestOf } from '#lib/requests.ts'
import { callAsMember } from '#web/caller.ts'

export async function uploadContacts(file: File): Promise<ContactImport> {
  const form = new FormData()
  form.append('file', file)
  const route = imports.upload
  return answerOf(route, await callAsMember(pathOf(route, {}), requestOf(route, form)))
}

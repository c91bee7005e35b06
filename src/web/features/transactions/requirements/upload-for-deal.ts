import { files } from '#domains/documents/content/contract.ts'
import type { TransactionDetail, Visibility } from '#domains/transactions/schema.ts'
import { answerOf, pathOf, requestOf } from '#lib/requests.ts'
import { callAsMember } from '#web/caller.ts'
import { isRefusal } from '#web/http.ts'

const SEEN_BY: Record<Visibility, string> = { private: 'private', team: 'team', organization: 'agency' }

/** Uploads a file that is seen by those who see the deal, and answers its id; of a file that is here already, that one. */
export async function uploadForDeal(file: File, { visibility, team_id }: TransactionDetail): Promise<string> {
  const form = new FormData()
  form.append('visibility', SEEN_BY[visibility])
  if (visibility === 'team' && team_id) form.append('team_id', team_id)
  form.append('file', file)
  const route = files.upload
  try {
    const { id } = await answerOf(route, await callAsMember(pathOf(route, {}), requestOf(route, form)))
    return id
  } catch (error) {
    const twin = isRefusal(error, 'duplicate') ? error.details?.document_id : undefined
    if (typeof twin === 'string') return twin
    throw error
  }
}

export type RecentDocument = { id: string; title: string; mime_type: string }

const KEPT = 8
const keyOf = (organization_id: string) => `deedline.recent.${organization_id}`

/** What this person opened last on this machine, newest first, for the search box before anything is typed. */
export function listRecent(organization_id: string): RecentDocument[] {
  return JSON.parse(localStorage.getItem(keyOf(organization_id)) ?? '[]') as RecentDocument[]
}

export function noteRecent(organization_id: string, document: RecentDocument): void {
  const others = listRecent(organization_id).filter(({ id }) => id !== document.id)
  localStorage.setItem(keyOf(organization_id), JSON.stringify([document, ...others].slice(0, KEPT)))
}

/** The API counts up to 100. */
export function wordsOfUnread(count: number): string {
  return `${count > 99 ? 'more than 99' : count} unread`
}

/** The kinds of subjects as the inbox can be narrowed to them. */
export const SUBJECTS: Record<string, string> = {
  document: 'Documents',
  document_request: 'Requests',
  member: 'Members',
  invitation: 'Invitations',
  api_key: 'API keys',
  organization: 'Organization',
}

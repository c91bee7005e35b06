import { findTeamId } from '#domains/documents/audience/queries.ts'
import type { Document } from '#domains/documents/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { AppError, found } from '#lib/errors.ts'

/** Throws when a document would be shown to a team that isn't named, or isn't the organization's. */
export async function demandAudience(
  tx: Tx,
  organization_id: string,
  { visibility, team_id }: { visibility: Document['visibility']; team_id?: string | null | undefined },
): Promise<void> {
  if (team_id) found(await findTeamId(tx, organization_id, team_id), 'team')
  else if (visibility === 'team')
    throw new AppError('invalid', 'Choose the team that can see it.', {
      issues: [{ field: 'team_id', reason: 'is missing' }],
    })
}

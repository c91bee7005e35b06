import { domains } from '#app/domains.ts'
import { describeAccounts, hasDemonstration } from '#domains/identity/demonstration.ts'
import type { Infra } from '#infra/infra.ts'
import { withIdentity, withWorker } from '#infra/postgres/transactions.ts'
import { NOWHERE } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'

/** The organization of the seeds that owns the system's templates; its id is fixed. */
const SYSTEM_ORGANIZATION = '00000000-0000-0000-0000-000000000000'

/** Every domain's part of the demonstration, once. Returns the accounts to sign in with. */
export async function seedDemonstration(infra: Infra, print: (sentence: string) => void): Promise<string> {
  if (!(await withIdentity(infra.db, NOWHERE, hasDemonstration))) {
    print('Loading the demonstration data …')
    const organizations = { roi: SYSTEM_ORGANIZATION, peak: newId() }
    await withWorker(infra.worker, async (tx) => {
      for (const { demonstration } of domains) await demonstration?.(tx, organizations)
    })
  }
  return describeAccounts()
}

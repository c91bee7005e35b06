import type { FastifyReply } from 'fastify'
import type { SignedIn } from '#domains/identity/schema.ts'
import { setDeviceCookie, setSessionCookies } from '#domains/identity/sessions/cookies.ts'
import type { Infra } from '#infra/infra.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import type { Origin } from '#lib/actor.ts'
import { type Attempted, describeSession } from './sign-in.ts'

/** Sets the cookies of a new session, and returns what the page needs; throws if the attempt was refused. */
export function letIn(
  infra: Pick<Infra, 'db' | 'config' | 'permissions'>,
  attempted: Attempted,
  { origin, reply, now }: { origin: Origin; reply: FastifyReply; now: Date },
): Promise<SignedIn> {
  if ('refusal' in attempted) throw attempted.refusal
  const { session, device_token } = attempted
  setSessionCookies(reply, infra.config, session.refresh_token)
  setDeviceCookie(reply, infra.config, device_token)
  return withIdentity(infra.db, origin, (tx) => describeSession(tx, infra, session, now))
}

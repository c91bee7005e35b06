import { calendarFeedCreated, calendarFeedRevoked } from '#domains/identity/events.ts'
import { identifyMember } from '#domains/identity/identify.ts'
import { type CalendarEntry, renderCalendar } from '#infra/calendar.ts'
import type { Config } from '#infra/config.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor, withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import type { Actor, Origin } from '#lib/actor.ts'
import { addDays, today } from '#lib/dates.ts'
import { AppError, found } from '#lib/errors.ts'
import { insertFeed, saveFeedRevoked, touchFeed } from './queries.ts'
import type { CreatedFeed } from './schema.ts'

type Subject = { name: string; subject_type: string; subject_id: string }

/** An address with a secret in it, since calendar programs can't sign in. Of a subject, the caller has checked that the member sees it. */
export async function createFeed(
  tx: Tx,
  { organization_id, user_id }: Actor,
  subject: Subject | null,
  { BASE_URL }: Pick<Config, 'BASE_URL'>,
): Promise<CreatedFeed> {
  const token = newToken()
  const feed = await insertFeed(tx, organization_id, {
    ...(subject ?? { name: 'All your dates', subject_type: null, subject_id: null }),
    ...{ user_id: user_id ?? '', token_hash: hashToken(token) },
  })
  await publish(tx, organization_id, calendarFeedCreated, feed.id, { name: feed.name })
  return { ...feed, url: `${BASE_URL}/api/v1/calendars/${token}/deedline.ics` }
}

export async function revokeFeed(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const { organization_id, user_id } = actor
  const { name } = found(await saveFeedRevoked(tx, organization_id, id, user_id ?? '', now), 'calendar feed')
  await publish(tx, organization_id, calendarFeedRevoked, id, { name })
}

const KEPT_DAYS = 60

/** The dates of the member whose feed it is, with the permissions that they have now. */
export async function readFeed(infra: Infra, token: string, origin: Origin, now: Date): Promise<string> {
  const feed = found(
    await withIdentity(infra.db, origin, (tx) => touchFeed(tx, hashToken(token), now)),
    'calendar feed',
  )
  if (feed.revoked_at) throw ended()
  const { organization_id, user_id, subject_type, subject_id } = feed
  const actor = await identifyMember(infra, organization_id, user_id, origin).catch((error) => {
    throw error instanceof AppError ? ended() : error
  })
  const question = {
    from: addDays(today(now, actor), -KEPT_DAYS),
    about: subject_type && subject_id ? { subject_type, subject_id } : null,
    base_url: infra.config.BASE_URL,
  }
  const entries: CalendarEntry[] = []
  await withActor(infra.db, actor, async (tx) => {
    for (const calendar of infra.calendars) entries.push(...(await calendar(tx, actor, question)))
  })
  return renderCalendar(subject_type ? feed.name : 'Deedline', entries)
}

const ended = () => new AppError('gone', 'This calendar feed has ended. Create a new one in Deedline.')

import { z } from 'zod'
import { Instant } from '#lib/text.ts'

export const Notification = z.object({
  id: z.uuid(),
  fact: z.string(),
  sentence: z.string(),
  subject_type: z.string(),
  subject_id: z.uuid(),
  title: z.string(),
  actor_id: z.uuid().nullable(),
  actor_name: z.string().nullable(),
  read_at: Instant.nullable(),
  created_at: Instant,
})
export type Notification = z.infer<typeof Notification>

export const NotificationFilter = z.object({
  unread: z.stringbool().default(false),
  subject_type: z.string().max(60).optional(),
})
export type NotificationFilter = z.infer<typeof NotificationFilter>

/** Counted no further than anyone wants to know. */
export const MOST_COUNTED = 100

/** All of them up to one, those with these ids, or those about one subject. */
export const MarkedRead = z
  .union([
    z.strictObject({ up_to: z.uuid() }),
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(200), read: z.boolean().default(true) }),
    z.strictObject({ subject_type: z.string().max(60), subject_id: z.uuid() }),
  ])
  .meta({ example: { ids: ['0197f0a0-4c3e-7a51-9c0d-2b6f3e8d1a01'] } })
export type MarkedRead = z.infer<typeof MarkedRead>

export const MemberSettings = z.object({
  first_run: z.boolean(),
  /** What the member may be notified of, and whether they are. */
  notifications: z.array(
    z.object({ fact: z.string(), subject_type: z.string(), label: z.string(), on: z.boolean() }),
  ),
})
export type MemberSettings = z.infer<typeof MemberSettings>

export const MemberSettingsChange = z
  .object({
    /** The first steps are done, or not wanted. */
    first_run: z.literal(false),
    muted_facts: z.array(z.string().max(100)).max(100),
  })
  .partial()
export type MemberSettingsChange = z.infer<typeof MemberSettingsChange>

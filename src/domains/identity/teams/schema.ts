import { z } from 'zod'
import { OneLine } from '#lib/text.ts'

export const NewTeam = z.object({
  name: OneLine(200),
  description: z.string().max(2000).nullable().default(null),
})
export type NewTeam = z.infer<typeof NewTeam>

export const TeamChange = z
  .object({ name: OneLine(200), description: z.string().max(2000).nullable() })
  .partial()
export type TeamChange = z.infer<typeof TeamChange>

const TeamRole = z.enum(['lead', 'member'])
export const TeamPlace = z.object({ role: TeamRole.default('member') })

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  lead_user_id: z.uuid().nullable(),
  members: z.array(z.object({ user_id: z.uuid(), display_name: z.string().nullable(), role: TeamRole })),
  version: z.number().int(),
})
export type Team = z.infer<typeof Team>

import { z } from 'zod'
import { makeInChild } from '#app/demo/make-in-child.ts'
import { keepReceived, receiveStream } from '#domains/documents/uploads/receive.ts'
import { addDocument } from '#domains/documents/uploads/uploads.ts'
import { insertMember } from '#domains/identity/members/queries.ts'
import { insertOrganization } from '#domains/identity/organizations/queries.ts'
import { hashPassword } from '#domains/identity/passwords.ts'
import { findUserIdByEmail, insertUser } from '#domains/identity/people/queries.ts'
import { permissionsOf } from '#domains/identity/permissions.ts'
import { insertTeam, insertTeamMember } from '#domains/identity/teams/queries.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, task } from '#infra/jobs/jobs.ts'
import { type Tx, withActor, withIdentity, withWorker } from '#infra/postgres/transactions.ts'
import { type Actor, NOWHERE, type Role } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'

/** The organization of the seeds that owns the system's templates; its id is fixed. */
export const SYSTEM_ORGANIZATION = '00000000-0000-0000-0000-000000000000'

export const DEMONSTRATION_PASSWORD = 'walnut harbor sextant 41'

type Demonstrator = { email: string; first_name: string; last_name: string; role: Role; team?: string }

const ROI: Demonstrator[] = [
  { email: 'olivia.owner@roi.example', first_name: 'Olivia', last_name: 'Ortega', role: 'owner' },
  { email: 'adam.admin@roi.example', first_name: 'Adam', last_name: 'Abara', role: 'admin' },
  { email: 'ana.agent@roi.example', first_name: 'Ana', last_name: 'Alvarez', role: 'agent', team: 'Harbor' },
  {
    email: 'ben.agent@roi.example',
    first_name: 'Ben',
    last_name: 'Baptiste',
    role: 'agent',
    team: 'Hillside',
  },
  {
    email: 'asha.assistant@roi.example',
    first_name: 'Asha',
    last_name: 'Anand',
    role: 'assistant',
    team: 'Harbor',
  },
  { email: 'vera.viewer@roi.example', first_name: 'Vera', last_name: 'Vance', role: 'viewer' },
]

const PEAK: Demonstrator[] = [
  { email: 'paula.owner@peak.example', first_name: 'Paula', last_name: 'Park', role: 'owner' },
  {
    email: 'carl.coordinator@peak.example',
    first_name: 'Carl',
    last_name: 'Castellano',
    role: 'coordinator',
    team: 'Exchanges',
  },
  {
    email: 'dina.coordinator@peak.example',
    first_name: 'Dina',
    last_name: 'Dubois',
    role: 'coordinator',
    team: 'Exchanges',
  },
  { email: 'otto.officer@peak.example', first_name: 'Otto', last_name: 'Okafor', role: 'officer' },
  { email: 'april.approver@peak.example', first_name: 'April', last_name: 'Aoki', role: 'approver' },
  { email: 'alan.accountant@peak.example', first_name: 'Alan', last_name: 'Achebe', role: 'accountant' },
]

/** Two organizations with people of every role, once. Answers what to tell who starts the product. */
export async function seedDemonstration(infra: Infra, tell: (sentence: string) => void): Promise<string> {
  const first = await withIdentity(infra.db, NOWHERE, (tx) =>
    findUserIdByEmail(tx, 'olivia.owner@roi.example'),
  )
  if (!first) {
    tell('Loading the demonstration data …')
    const password_hash = await hashPassword(DEMONSTRATION_PASSWORD)
    await withWorker(infra.worker, async (tx) => {
      const roi = await insertOrganization(tx, {
        id: SYSTEM_ORGANIZATION,
        name: 'ROI Systems',
        slug: 'roi-systems',
        type: 'agency',
      })
      await addPeople(tx, roi, ROI, password_hash)
      const peak = await insertOrganization(tx, {
        name: 'Peak 1031',
        slug: 'peak-1031',
        type: 'intermediary',
      })
      await addPeople(tx, peak, PEAK, password_hash)
      await enqueue(tx, 'demonstration.add_documents', { roi, peak }, { max_attempts: 3 })
    })
  }
  return describe()
}

async function addPeople(
  tx: Tx,
  organization_id: string,
  people: Demonstrator[],
  password_hash: string,
): Promise<void> {
  const teams = new Map<string, string>()
  for (const name of new Set(people.flatMap(({ team }) => team ?? [])))
    teams.set(name, await insertTeam(tx, organization_id, { name, description: null }))
  for (const { team, role, ...person } of people) {
    const user_id = await insertUser(tx, {
      ...person,
      password_hash,
      email_verified: true,
      timezone: 'America/Los_Angeles',
      locale: 'en-US',
    })
    await insertMember(tx, organization_id, { user_id, role, created_by: user_id })
    const team_id = team && teams.get(team)
    if (team_id) await insertTeamMember(tx, organization_id, { team_id, user_id, role: 'member' })
  }
}

/**
 * Papers as two offices would have them, uploaded one by one through the door that everybody uses. Told twice, it adds
 * what is missing: the same bytes are known already.
 */
async function addDocuments(infra: Infra, organizations: { roi: string; peak: string }): Promise<void> {
  const actors = new Map<string, Actor>()
  for await (const { organization, filename, bytes, uploaded_by_role } of makeInChild(1031)) {
    const role = UPLOADERS[organization][uploaded_by_role] ?? 'owner'
    const key = `${organization}:${role}`
    const actor = actors.get(key) ?? (await memberOf(infra, organizations[organization], role))
    actors.set(key, actor)
    const file = await receiveStream(
      infra.files,
      actor.organization_id,
      filename,
      (async function* () {
        yield bytes
      })(),
    )
    const options = { visibility: 'agency' as const, tags: [], allow_duplicate: false }
    await keepReceived(infra.files, file, () =>
      withActor(infra.db, actor, (tx) => addDocument(tx, infra, actor, file, options)),
    ).catch((error) => {
      if (!(error instanceof AppError && error.code === 'duplicate')) throw error
    })
  }
}

const UPLOADERS: Record<'roi' | 'peak', Partial<Record<string, Role>>> = {
  roi: { agent: 'agent', assistant: 'assistant', accountant: 'admin', client: 'agent', coordinator: 'admin' },
  peak: {
    coordinator: 'coordinator',
    accountant: 'accountant',
    client: 'coordinator',
    agent: 'officer',
    assistant: 'officer',
  },
}

function memberOf(infra: Infra, organization_id: string, role: Role): Promise<Actor> {
  return withWorker(infra.worker, async (tx) => {
    const { user_id } = await tx
      .selectFrom('organization_members')
      .select('user_id')
      .where('organization_id', '=', organization_id)
      .where('role', '=', role)
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow()
    return {
      user_id,
      organization_id,
      role,
      permissions: permissionsOf(role),
      session_id: null,
      timezone: 'America/Los_Angeles',
      confirmed_at: null,
      origin: NOWHERE,
    }
  })
}

export const demonstrationJobs: Job[] = [
  task('demonstration.add_documents', z.object({ roi: z.uuid(), peak: z.uuid() }), addDocuments),
]

function describe(): string {
  const lines = [...ROI, ...PEAK].map(({ email, role }) => `    ${email.padEnd(32)}${role}`)
  return [
    '  Sign in as one of these:',
    ...lines,
    '',
    `  Password of all: ${DEMONSTRATION_PASSWORD}`,
    '',
  ].join('\n')
}

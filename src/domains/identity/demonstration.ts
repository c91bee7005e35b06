import { findFirstMember, insertMember } from '#domains/identity/members/queries.ts'
import { insertOrganization } from '#domains/identity/organizations/queries.ts'
import { findUserIdByEmail, insertUser } from '#domains/identity/people/queries.ts'
import { insertTeam, insertTeamMember } from '#domains/identity/teams/queries.ts'
import type { Demonstration } from '#infra/domain.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withWorker } from '#infra/postgres/transactions.ts'
import { hashPassword } from '#infra/secrets.ts'
import { type Actor, NOWHERE, type Role } from '#lib/actor.ts'

export const DEMONSTRATION_PASSWORD = 'walnut harbor sextant 41'

import { identifyMember } from './identify.ts'

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

/** Two organizations with people of every role. */
export const addDemonstrationPeople: Demonstration = async (tx, { roi, peak }) => {
  const password_hash = await hashPassword(DEMONSTRATION_PASSWORD)
  await insertOrganization(tx, { id: roi, name: 'ROI Systems', slug: 'roi-systems', type: 'agency' })
  await addPeople(tx, roi, ROI, password_hash)
  await insertOrganization(tx, { id: peak, name: 'Peak 1031', slug: 'peak-1031', type: 'intermediary' })
  await addPeople(tx, peak, PEAK, password_hash)
}

export async function hasDemonstration(tx: Tx): Promise<boolean> {
  return (await findUserIdByEmail(tx, 'olivia.owner@roi.example')) !== undefined
}

/** The first member of the demonstration with this role. */
export async function demonstrationUserId(tx: Tx, organization_id: string, role: Role): Promise<string> {
  const user_id = await findFirstMember(tx, organization_id, role)
  if (!user_id) throw new Error(`The demonstration has no ${role} in ${organization_id}.`)
  return user_id
}

/** The same as someone who acts. */
export async function demonstrationMember(infra: Infra, organization_id: string, role: Role): Promise<Actor> {
  const user_id = await withWorker(infra.worker, (tx) => demonstrationUserId(tx, organization_id, role))
  return identifyMember(infra, organization_id, user_id, NOWHERE)
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

/** The accounts to sign in with, for the terminal. */
export function describeAccounts(): string {
  const lines = [...ROI, ...PEAK].map(({ email, role }) => `    ${email.padEnd(32)}${role}`)
  return [
    '  Sign in as one of these:',
    ...lines,
    '',
    `  Password of all: ${DEMONSTRATION_PASSWORD}`,
    '',
  ].join('\n')
}

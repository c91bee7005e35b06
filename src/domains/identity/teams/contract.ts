import { contract, page, patch, post, put, remove } from '#lib/contract.ts'
import { NewTeam, Team, TeamChange, TeamPlace } from './schema.ts'

export const teams = contract(
  { tag: 'teams', about: ['team', 'member'], who: 'teams.manage' },
  {
    all: page('/teams', {
      summary: 'List teams and their members',
      who: 'members.read',
      item: Team,
      by: ['name'],
    }),
    create: post('/teams', { summary: 'Create a team', takes: NewTeam, gives: Team, status: 201 }),
    change: patch('/teams/:id', {
      summary: 'Rename a team or change its description',
      takes: TeamChange,
      gives: Team,
      versioned: true,
    }),
    remove: remove('/teams/:id', { summary: 'Delete a team', agents: false }),
    addMember: put('/teams/:id/members/:user_id', {
      summary: 'Add a member to a team',
      takes: TeamPlace,
      gives: Team,
    }),
    removeMember: remove('/teams/:id/members/:user_id', {
      summary: 'Remove a member from a team',
      gives: Team,
    }),
  },
)

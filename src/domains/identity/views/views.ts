import { viewChanged, viewCreated, viewDeleted } from '#domains/identity/events.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { ViewKind } from '#infra/views.ts'
import { type Actor, may } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { deleteView, findTeamOf, getView, insertView, saveView } from './queries.ts'
import type { NewView, SavedView, ViewChange } from './schema.ts'

const MOST_VIEWS = 100
const AUDITED = ['name', 'filters', 'sort', 'columns', 'shared', 'team_id'] as const

export async function createView(
  tx: Tx,
  kinds: ViewKind[],
  actor: Actor,
  input: NewView,
): Promise<SavedView> {
  const { organization_id } = actor
  demandFitting(kinds, input.subject_type, input)
  demandOneAudience(input)
  await demandShareable(tx, actor, input)
  const id = await insertView(tx, organization_id, { ...input, user_id: actor.user_id ?? '' }, MOST_VIEWS)
  if (!id)
    throw new AppError('refused', `You have ${MOST_VIEWS} saved views. Delete one that you no longer use.`)
  const { name, shared } = input
  await publish(tx, organization_id, viewCreated, id, { name, shared })
  return getView(tx, organization_id, id)
}

export async function changeView(
  tx: Tx,
  kinds: ViewKind[],
  actor: Actor,
  id: string,
  version: number,
  change: ViewChange,
): Promise<SavedView> {
  const { organization_id } = actor
  const before = await getView(tx, organization_id, id)
  demandChange(actor, before)
  demandFitting(kinds, before.subject_type, change)
  demandOneAudience(change)
  await demandShareable(tx, actor, {
    shared: change.shared === true && !before.shared,
    team_id: change.team_id === before.team_id ? null : (change.team_id ?? null),
  })
  // Fewer people see it then, and a person who isn't one of them couldn't take it back.
  if (change.shared === false || change.team_id !== undefined)
    demand(before.user_id === actor.user_id, 'choose who sees this view')
  const saved = {
    ...change,
    ...(change.shared && { team_id: null }),
    ...(change.team_id && { shared: false }),
  }
  unchanged(await saveView(tx, organization_id, id, version, saved), 'view')
  const after = await getView(tx, organization_id, id)
  await publish(tx, organization_id, viewChanged, id, changesOf(before, after, AUDITED))
  return after
}

export async function removeView(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { organization_id } = actor
  const view = await getView(tx, organization_id, id)
  demandChange(actor, view)
  await deleteView(tx, organization_id, id)
  await publish(tx, organization_id, viewDeleted, id, { name: view.name })
}

type Sharing = Pick<ViewChange, 'shared' | 'team_id'>

function demandOneAudience({ shared, team_id }: Sharing): void {
  if (shared && team_id)
    throw new AppError('invalid', 'Share the view with everyone or with one team, not with both.', {
      issues: [{ field: 'team_id', reason: 'is given beside everyone' }],
    })
}

/** People share with the teams that they are in; owners and administrators with each. */
async function demandShareable(tx: Tx, actor: Actor, { shared, team_id }: Sharing): Promise<void> {
  if (shared) demand(may(actor, 'views.share'), 'share views with everyone')
  if (!team_id) return
  const team = found(await findTeamOf(tx, actor.organization_id, team_id, actor.user_id), 'team')
  demand(team.member || may(actor, 'organization.manage'), 'share views with a team that you aren’t in')
}

/** A view is of a list that there is, and says of it what the list can do. */
function demandFitting(
  kinds: ViewKind[],
  subject_type: string,
  { filters, sort }: Pick<ViewChange, 'filters' | 'sort'>,
): void {
  const kind = kinds.find((one) => one.subject_type === subject_type)
  if (!kind) throw refusalOf('subject_type', `isn’t a list whose views can be saved: ${namesOf(kinds)}`)
  if (sort && !kind.sorts.includes(sort)) throw refusalOf('sort', `isn’t one of ${kind.sorts.join(', ')}`)
  const issue = filters && kind.filters.safeParse(filters).error?.issues[0]
  if (!issue) return
  const [name = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined] = issue.path
  throw refusalOf(
    `filters.${String(name)}`,
    issue.code === 'unrecognized_keys' ? 'isn’t a filter of this list' : issue.message,
  )
}

const namesOf = (kinds: ViewKind[]) => kinds.map(({ subject_type }) => subject_type).join(', ')

function refusalOf(field: string, reason: string): AppError {
  return new AppError('invalid', `This view can’t be saved: ${field} ${reason}.`, {
    issues: [{ field, reason }],
  })
}

function demandChange(actor: Actor, { user_id, shared, team_id }: SavedView): void {
  const others = shared || team_id !== null
  demand(user_id === actor.user_id || (others && may(actor, 'organization.manage')), 'change this view')
}

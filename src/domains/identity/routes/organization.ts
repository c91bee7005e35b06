import { z } from 'zod'
import { createApiKey, revokeApiKey } from '#domains/identity/api-keys/api-keys.ts'
import { listApiKeys } from '#domains/identity/api-keys/queries.ts'
import { ApiKey, NewApiKey } from '#domains/identity/api-keys/schema.ts'
import { listFacts } from '#domains/identity/audit/queries.ts'
import {
  inviteMember,
  resendInvitation,
  revokeInvitation,
} from '#domains/identity/invitations/invitations.ts'
import { listInvitations } from '#domains/identity/invitations/queries.ts'
import { Invitation, NewInvitation } from '#domains/identity/invitations/schema.ts'
import { changeMember } from '#domains/identity/members/members.ts'
import { listMembers } from '#domains/identity/members/queries.ts'
import { changeOrganization } from '#domains/identity/organizations/organizations.ts'
import { getOrganization } from '#domains/identity/organizations/queries.ts'
import {
  AuditFact,
  Member,
  MemberChange,
  Organization,
  OrganizationChange,
} from '#domains/identity/schema.ts'
import { demandConfirmed } from '#domains/identity/sessions/confirm.ts'
import { findAnchor } from '#infra/anchors.ts'
import { PATTERNS, remember } from '#infra/cache.ts'
import { openCursor, sealCursor } from '#infra/cursors.ts'
import { etag, expectedVersion, type Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { readAs, withActor, withWorker } from '#infra/postgres.ts'
import { verifyChain } from '#infra/seals.ts'
import { may } from '#lib/actor.ts'

const Id = z.object({ id: z.uuid() })
const Nothing = z.null()
const list = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) })

/** The organization of the request: itself, its members, invitations, keys and what happened in it. */
export const organizationRoutes: Routes = async (http, { cache, config, db, files, worker, now }) => {
  const manage = { access: 'member', permission: 'organization.manage' } as const
  http.get(
    '/organization',
    {
      config: { access: 'member' },
      schema: { tags: ['organization'], summary: 'This organization', response: { 200: Organization } },
    },
    async ({ actor }, reply) => {
      const { organization_id } = actor
      const organization = await remember(cache, PATTERNS.organization, { organization_id }, () =>
        readAs(db, actor, (tx) => getOrganization(tx, organization_id)),
      )
      reply.header('etag', etag(organization.version))
      return organization
    },
  )

  http.patch(
    '/organization',
    {
      config: manage,
      schema: {
        tags: ['organization'],
        summary: 'Change this organization',
        body: OrganizationChange,
        response: { 200: Organization },
      },
    },
    async (request, reply) => {
      const version = expectedVersion(request)
      if (request.body.mfa_required === false) await demandConfirmed({ db, now }, request.actor)
      const organization = await withActor(db, request.actor, (tx) =>
        changeOrganization(tx, request.actor, version, request.body),
      )
      // The message that the row sends comes a moment later; whoever has changed it reads it changed.
      await cache.invalidate([PATTERNS.organization.key({ organization_id: organization.id })])
      reply.header('etag', etag(organization.version))
      return organization
    },
  )

  http.get(
    '/members',
    {
      config: { access: 'member', permission: 'members.read' },
      schema: {
        tags: ['members'],
        summary: 'Who belongs here',
        querystring: PageQuery,
        response: { 200: pageOf(Member) },
      },
    },
    ({ actor, query }) =>
      readPage(
        config.DEEDLINE_SECRET,
        query,
        z.tuple([z.string(), z.uuid()]),
        (page) => readAs(db, actor, (tx) => listMembers(tx, actor.organization_id, page)),
        ({ display_name, id }): [string, string] => [display_name ?? '', id],
      ),
  )

  const manageMembers = { access: 'member', permission: 'members.manage' } as const
  http.patch(
    '/members/:id',
    {
      config: manageMembers,
      schema: {
        tags: ['members'],
        summary: 'Change a member',
        params: Id,
        body: MemberChange,
        response: { 200: Member },
      },
    },
    async (request, reply) => {
      const version = expectedVersion(request)
      const { actor, params, body } = request
      const member = await withActor(db, actor, (tx) => changeMember(tx, actor, params.id, version, body))
      reply.header('etag', etag(member.version))
      return member
    },
  )

  http.get(
    '/invitations',
    {
      config: manageMembers,
      schema: {
        tags: ['members'],
        summary: 'Open invitations',
        querystring: PageQuery,
        response: { 200: pageOf(Invitation) },
      },
    },
    ({ actor, query }) =>
      readPage(
        config.DEEDLINE_SECRET,
        query,
        z.uuid(),
        (page) => readAs(db, actor, (tx) => listInvitations(tx, actor.organization_id, page, now())),
        ({ id }) => id,
      ),
  )

  http.post(
    '/invitations',
    {
      config: manageMembers,
      schema: {
        tags: ['members'],
        summary: 'Invite somebody',
        body: NewInvitation,
        response: { 201: Invitation },
      },
    },
    async ({ actor, body }, reply) => {
      reply.code(201)
      return withActor(db, actor, (tx) => inviteMember(tx, actor, body, now()))
    },
  )

  http.post(
    '/invitations/:id/resend',
    {
      config: manageMembers,
      schema: {
        tags: ['members'],
        summary: 'Resend an invitation',
        params: Id,
        response: { 200: Invitation },
      },
    },
    ({ actor, params }) => withActor(db, actor, (tx) => resendInvitation(tx, actor, params.id, now())),
  )

  http.delete(
    '/invitations/:id',
    {
      config: manageMembers,
      schema: {
        tags: ['members'],
        summary: 'Withdraw an invitation',
        params: Id,
        response: { 204: Nothing },
      },
    },
    async ({ actor, params }, reply) => {
      await withActor(db, actor, (tx) => revokeInvitation(tx, actor, params.id, now()))
      return reply.code(204).send(null)
    },
  )

  const useKeys = { access: 'member', permission: 'api_keys.use' } as const
  http.get(
    '/api-keys',
    {
      config: useKeys,
      schema: {
        tags: ['api keys'],
        summary: 'My keys; all of them for who manages members',
        querystring: PageQuery,
        response: { 200: pageOf(ApiKey) },
      },
    },
    ({ actor, query }) => {
      const whose = may(actor, 'members.manage') ? null : actor.user_id
      return readPage(
        config.DEEDLINE_SECRET,
        query,
        z.uuid(),
        (page) => readAs(db, actor, (tx) => listApiKeys(tx, actor.organization_id, whose, page)),
        ({ id }) => id,
      )
    },
  )

  http.post(
    '/api-keys',
    {
      config: { ...useKeys, confirmed: true, secretAnswer: true },
      schema: {
        tags: ['api keys'],
        summary: 'Create an API key',
        body: NewApiKey,
        response: { 201: ApiKey.extend({ token: z.string() }) },
      },
    },
    async ({ actor, body }, reply) => {
      reply.code(201)
      return withActor(db, actor, (tx) => createApiKey(tx, actor, body, now()))
    },
  )

  http.delete(
    '/api-keys/:id',
    {
      config: useKeys,
      schema: { tags: ['api keys'], summary: 'End a key', params: Id, response: { 204: Nothing } },
    },
    async ({ actor, params }, reply) => {
      await withActor(db, actor, (tx) => revokeApiKey(tx, actor, params.id, now()))
      return reply.code(204).send(null)
    },
  )

  const audit = { access: 'member', permission: 'audit.read' } as const
  const AuditQuery = z.object({
    name: z.string().max(100).optional(),
    user_id: z.uuid().optional(),
    subject_id: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(500).optional(),
  })
  http.get(
    '/audit',
    {
      config: audit,
      schema: {
        tags: ['audit'],
        summary: 'What happened, newest first',
        querystring: AuditQuery,
        response: { 200: list(AuditFact).extend({ next_cursor: z.string().nullable() }) },
      },
    },
    async ({ actor, query: { cursor, ...filter } }) => {
      const after = cursor ? { after: openCursor(config.DEEDLINE_SECRET, cursor, z.uuid()) } : {}
      const items = await readAs(db, actor, (tx) =>
        listFacts(tx, actor.organization_id, { ...filter, ...after }),
      )
      const last = items.length === filter.limit ? items.at(-1) : undefined
      return { items, next_cursor: last ? sealCursor(config.DEEDLINE_SECRET, last.id) : null }
    },
  )

  http.post(
    '/audit/verify',
    {
      config: { ...audit, rateLimit: { max: 6, timeWindow: '1 minute' } },
      schema: {
        tags: ['audit'],
        summary: 'Prove that nothing on record was changed',
        response: {
          200: z.object({
            sealed: z.number(),
            unsealed: z.number(),
            intact: z.boolean(),
            fault: z.string().nullable(),
            event_id: z.string().nullable(),
            head: z.string(),
          }),
        },
      },
    },
    async ({ actor: { organization_id } }) => {
      const anchor = await findAnchor(files, config.DEEDLINE_SECRET, organization_id)
      return withWorker(worker, (tx) => verifyChain(tx, config.DEEDLINE_SECRET, organization_id, anchor))
    },
  )
}

import { z } from 'zod'
import { receiveStream, saveReceived } from '#domains/documents/uploads/receive.ts'
import { addDocument } from '#domains/documents/uploads/uploads.ts'
import { demonstrationMember } from '#domains/identity/demonstration.ts'
import type { Demonstration, DemonstrationIds } from '#infra/domain.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { task } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Actor, Role } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { makeInChild } from './make-in-child.ts'

const ADD = 'documents.add_demonstration'

export const addDemonstration: Demonstration = (tx, organizations) =>
  enqueue(tx, ADD, organizations, { max_attempts: 3 })

export const demonstrationJob = task(ADD, z.object({ roi: z.uuid(), peak: z.uuid() }), addDocuments)

/**
 * Documents as two companies would have them, uploaded one by one in the usual way. A second run adds what is missing:
 * bytes that are already there are recognized.
 */
async function addDocuments(infra: Infra, organizations: DemonstrationIds): Promise<void> {
  const actors = new Map<string, Actor>()
  for await (const { organization, filename, bytes, uploaded_by_role } of makeInChild(1031)) {
    const role = UPLOADERS[organization][uploaded_by_role] ?? 'owner'
    const key = `${organization}:${role}`
    const actor = actors.get(key) ?? (await demonstrationMember(infra, organizations[organization], role))
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
    await saveReceived(infra.files, file, () =>
      withActor(infra.db, actor, (tx) => addDocument(tx, infra, actor, file, options)),
    ).catch((error) => {
      if (!(error instanceof AppError && error.code === 'duplicate')) throw error
    })
  }
}

const UPLOADERS: Record<keyof DemonstrationIds, Partial<Record<string, Role>>> = {
  roi: { agent: 'agent', assistant: 'assistant', accountant: 'admin', client: 'agent', coordinator: 'admin' },
  peak: {
    coordinator: 'coordinator',
    accountant: 'accountant',
    client: 'coordinator',
    agent: 'officer',
    assistant: 'officer',
  },
}

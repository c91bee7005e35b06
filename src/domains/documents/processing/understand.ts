import { documentUnderstood } from '#domains/documents/events.ts'
import { learnAnew } from '#domains/documents/labels/labels.ts'
import { listLabels, saveModel } from '#domains/documents/labels/queries.ts'
import { savePropertyAddress } from '#domains/documents/properties/queries.ts'
import { saveColumns } from '#domains/documents/queries.ts'
import type { Extraction } from '#domains/documents/understanding/extract.ts'
import { isCurrent, type OrganizationModel } from '#domains/documents/understanding/organization-model.ts'
import { askSecondOpinion, weighOpinion } from '#domains/documents/understanding/second-opinion.ts'
import { followTaught } from '#domains/documents/understanding/taught.ts'
import {
  documentNeedsReview,
  type openUnderstanding,
  type Understanding,
} from '#domains/documents/understanding/understand.ts'
import { titleOf } from '#domains/documents/uploads/filenames.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Reading } from '#infra/reading/schema.ts'
import { systemActor } from '#lib/actor.ts'
import {
  type Conclusion,
  findAttachedType,
  findOrganizationModel,
  findUnread,
  holdUndecidedMail,
  listTaught,
  saveConclusion,
  saveProposals,
} from './queries.ts'
import type { Unread } from './read.ts'

type Engine = Awaited<ReturnType<typeof openUnderstanding>>

/** Proposes a document's type and its key terms; a person's decision is never changed. */
export async function understandVersion(
  infra: Infra,
  engine: Engine,
  unread: Unread,
  reading: Reading,
): Promise<void> {
  const { organization_id, document_id, version_number } = unread
  const actor = systemActor(organization_id)
  const model = await withActor(infra.db, actor, (tx) => currentModel(tx, organization_id))
  const { understood, type_source } = await secondOpinion(
    infra,
    await engine.understand(reading, model),
    reading,
  )
  const needs_review = documentNeedsReview(understood)
  const { document_type, confidence_score, category } = understood
  await withActor(infra.db, actor, async (tx) => {
    const version = await findUnread(tx, organization_id, document_id, version_number)
    if (!version) return
    const contexts = [...new Set(understood.extractions.flatMap(({ context }) => context ?? []))]
    const taught = await listTaught(tx, organization_id, contexts)
    const extractions = followTaught(understood.extractions, taught)
    const untouched = version.title === titleOf(version.filename)
    const conclusion: Conclusion = {
      title: untouched ? understood.title : null,
      type:
        version.type_source === 'person'
          ? null
          : { document_type, category, confidence_score, type_source, needs_review },
      extracted_data: summarize(extractions),
    }
    await saveConclusion(tx, organization_id, document_id, conclusion, infra.now())
    await saveProposals(tx, organization_id, document_id, version_number, extractions)
    await savePropertyAddress(tx, organization_id, document_id)
    await publish(tx, organization_id, documentUnderstood, document_id, {
      version_number,
      document_type,
      confidence_score,
      needs_review,
    })
    await followAttachments(tx, organization_id, version.parent_document_id ?? document_id)
  })
}

/**
 * An email that says nothing itself takes the type of its attachment: "Here is the signed offer" with the offer is an
 * offer.
 */
async function followAttachments(tx: Tx, organization_id: string, mail_id: string): Promise<void> {
  const mail = await holdUndecidedMail(tx, organization_id, mail_id)
  const attached = mail && (await findAttachedType(tx, organization_id, mail_id))
  if (!attached) return
  const { document_type, confidence_score } = attached
  const needs_review = documentNeedsReview(attached)
  await saveColumns(tx, organization_id, mail_id, {
    ...attached,
    confidence_score: confidence_score.toFixed(4),
    type_source: 'classifier',
    needs_review,
  })
  await publish(tx, organization_id, documentUnderstood, mail_id, {
    version_number: mail.version_number,
    document_type,
    confidence_score,
    needs_review,
  })
}

/**
 * What the organization has taught; if an earlier version of the product learned it, it is learned again from the
 * start.
 */
async function currentModel(tx: Tx, organization_id: string): Promise<OrganizationModel | undefined> {
  const model = await findOrganizationModel(tx, organization_id)
  if (isCurrent(model)) return model
  if (model) await learnAnew(tx, organization_id)
  return undefined
}

/** A second opinion, if configured, on what the classifier is unsure of. Its failure changes nothing. */
async function secondOpinion(
  { config, log }: Infra,
  own: Understanding,
  reading: Reading,
): Promise<{ understood: Understanding; type_source: 'classifier' | 'second_opinion' }> {
  const { SECOND_OPINION_URL: url, SECOND_OPINION_KEY: key, SECOND_OPINION_MODEL: model } = config
  if (!url || !key || !model || !documentNeedsReview(own))
    return { understood: own, type_source: 'classifier' }
  const text = reading.pages.map((page) => page.text).join('\n')
  const asked = await askSecondOpinion({ url, key, model }, own, text)
  if ('warning' in asked) {
    log.warn(asked.warning)
    return { understood: own, type_source: 'classifier' }
  }
  return { understood: { ...own, ...weighOpinion(own, asked.opinion) }, type_source: 'second_opinion' }
}

/** A summary of the proposals, as in the search index of the seeds: at most 20 values per field. */
function summarize(extractions: Extraction[]): Record<string, string[]> {
  const fields = Map.groupBy(extractions, (extraction) => extraction.field)
  return Object.fromEntries(
    [...fields].map(([field, found]) => [
      field,
      [...new Set(found.map((one) => one.normalized))].slice(0, 20),
    ]),
  )
}

/** Retrains on the organization's newest corrections. */
export async function learnFromLabels(infra: Infra, engine: Engine, organization_id: string): Promise<void> {
  await withActor(infra.db, systemActor(organization_id), async (tx) => {
    const labels = await listLabels(tx, organization_id, 300)
    await saveModel(tx, organization_id, engine.learn(labels.reverse()), labels.length)
  })
}

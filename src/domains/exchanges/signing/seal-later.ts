import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { openFile } from '#domains/documents/content/content.ts'
import { receiveStream, saveReceived } from '#domains/documents/uploads/receive.ts'
import { addVersion } from '#domains/documents/versions/versions.ts'
import { documentSealed } from '#domains/exchanges/events.ts'
import { getExchange, organizationName } from '#domains/exchanges/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, task } from '#infra/jobs/jobs.ts'
import { newSealingKey, type SealingKey, seal } from '#infra/pdf/seal.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { decrypt, encrypt } from '#infra/secrets.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { certificatePdf } from './certificate.ts'
import {
  findSealingKey,
  getRequest,
  getUploader,
  insertSealingKey,
  listEvidence,
  lockRequest,
  saveRequest,
} from './queries.ts'
import { SEAL } from './sign.ts'

const Sealing = z.object({ organization_id: z.uuid(), signature_request_id: z.uuid() })

export const sealJobs: Job[] = [task(SEAL, Sealing, sealDocument)]

/** Puts the certificate behind a document that everyone has signed, and seals both, as a new version of the document. */
async function sealDocument(
  infra: Infra,
  { organization_id, signature_request_id }: z.infer<typeof Sealing>,
): Promise<void> {
  const { db, files } = infra
  const product = systemActor(organization_id)
  const { request, facts, file, actor } = await withActor(db, product, async (tx) => {
    const request = await getRequest(tx, organization_id, signature_request_id)
    const exchange = await getExchange(tx, organization_id, request.exchange_id, infra.now())
    const user_id = await getUploader(tx, organization_id, request.document_id)
    return {
      request,
      // Whoever keeps the document keeps its signed version.
      actor: { ...product, user_id, permissions: new Set(['documents.manage']) } satisfies Actor,
      file: await openFile(tx, product, request.document_id, request.version_number, 'view'),
      facts: {
        ...{ request, exchange_number: exchange.exchange_number, time_zone: exchange.time_zone },
        organization_name: await organizationName(tx, organization_id),
        evidence: await listEvidence(tx, organization_id, signature_request_id),
      },
    }
  })
  if (request.status !== 'completed' || request.signed_version_number !== null) return
  const original = await buffer(await files.read(file.storage_path))
  const said = { reason: `Signed by ${facts.evidence.length}`, now: infra.now() }
  const bytes = await seal(original, await certificatePdf(facts), await sealingKey(infra), said)
  const received = await receiveStream(files, organization_id, file.filename, once(bytes))
  await saveReceived(files, received, () =>
    withActor(db, actor, async (tx) => {
      const now = await lockRequest(tx, organization_id, signature_request_id)
      // Two workers at once: the other one was faster.
      if (now.signed_version_number !== null) return { placed: { redundant: true } }
      const kept = await addVersion(tx, infra, actor, request.document_id, received, 'Signed and sealed')
      const { version_number } = kept.document
      await saveRequest(tx, organization_id, request.id, { signed_version_number: version_number })
      await publish(tx, organization_id, documentSealed, request.exchange_id, {
        ...{ signature_request_id, document_id: request.document_id, title: request.title },
        ...{ version_number, file_hash: received.file_hash },
      })
      return kept
    }),
  )
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The key of this installation; the first document to be sealed makes it. */
async function sealingKey({ worker, config, now }: Infra): Promise<SealingKey> {
  return withWorker(worker, async (tx) => {
    const known = await findSealingKey(tx)
    if (known) {
      const { certificate, private_key } = known
      return { certificate, private_key: Buffer.from(decrypt(config.DEEDLINE_SECRET, private_key), 'base64') }
    }
    const made = await newSealingKey(new URL(config.BASE_URL).hostname, now())
    const sealed = encrypt(config.DEEDLINE_SECRET, Buffer.from(made.private_key).toString('base64'))
    await insertSealingKey(tx, { certificate: Buffer.from(made.certificate), private_key: sealed })
    return made
  })
}

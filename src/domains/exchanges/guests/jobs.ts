import { z } from 'zod'
import { authorOf, senderOf, subjectOf } from '#domains/documents/mails.ts'
import { guestMailFailed } from '#domains/exchanges/events.ts'
import { MAIL_SIGNER } from '#domains/exchanges/signing/requests.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, task } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { decrypt } from '#infra/secrets.ts'
import { systemActor } from '#lib/actor.ts'
import { renderEmail } from '#lib/email-layout.ts'
import { MAIL_CODE } from './door.ts'
import { MAIL_GUEST } from './guests.ts'
import {
  findGuestOf,
  type GuestLink,
  type GuestState,
  getGuestState,
  getSignerMail,
  saveGuest,
} from './queries.ts'

const ToGuest = z.object({ organization_id: z.uuid(), guest_id: z.uuid() })
const WithCode = ToGuest.extend({ sealed_code: z.string() })
const ToSigner = z.object({ organization_id: z.uuid(), signature_id: z.uuid() })

export const guestJobs: Job[] = [
  task(MAIL_GUEST, ToGuest, mailGuest, (infra, { organization_id, guest_id: id }) =>
    giveUp(infra, { organization_id, id }),
  ),
  task(MAIL_CODE, WithCode, mailCode),
  task(MAIL_SIGNER, ToSigner, mailSigner),
]

const stateOf = ({ db }: Infra, link: GuestLink) =>
  withActor(db, systemActor(link.organization_id), (tx) => getGuestState(tx, link))

type Letter = {
  title: string
  paragraphs: string[]
  action?: { label: string; url: string }
  footnote: string
}

async function write(infra: Infra, id: string, state: GuestState, letter: Letter): Promise<void> {
  const { BASE_URL, MAIL_FROM } = infra.config
  const { coordinator, organization_name, branding } = state
  const who = { organization_name, branding, display_name: coordinator.name, sender: coordinator }
  await infra.mail.send({
    from: { name: authorOf(who), address: MAIL_FROM },
    to: { address: state.email },
    reply_to: { address: state.coordinator_email, name: coordinator.name ?? '' },
    subject: subjectOf(letter.title),
    id,
    ...renderEmail({ ...letter, from: senderOf(who, BASE_URL) }),
  })
}

const pageOf = ({ config }: Infra, { sealed_token }: GuestState) =>
  `${config.BASE_URL}/x/${decrypt(config.DEEDLINE_SECRET, sealed_token)}`

const alone = ({ organization_name }: GuestState) =>
  `The link is for you alone. Sent on behalf of ${organization_name} by Deedline. If you don’t know the sender, don’t open the link.`

async function mailGuest(
  infra: Infra,
  { organization_id, guest_id: id }: z.infer<typeof ToGuest>,
): Promise<void> {
  const state = await stateOf(infra, { organization_id, id })
  if (state.ended) return
  const { coordinator, organization_name, guest_name, exchange_name } = state
  await write(infra, id, state, {
    title: `Your 1031 exchange: ${exchange_name}`,
    paragraphs: [
      `Hi ${guest_name},`,
      `${coordinator.name ?? organization_name} set up a page for you: your deadlines with the days that are left, what you’re asked to sign, and your documents. You don’t need an account. When you open it, we email you a code.`,
    ],
    action: { label: 'Open your exchange', url: pageOf(infra, state) },
    footnote: alone(state),
  })
}

async function mailCode(
  infra: Infra,
  { organization_id, guest_id: id, sealed_code }: z.infer<typeof WithCode>,
): Promise<void> {
  const state = await stateOf(infra, { organization_id, id })
  if (state.ended) return
  const code = decrypt(infra.config.DEEDLINE_SECRET, sealed_code)
  await write(infra, id, state, {
    title: `${code} is your code`,
    paragraphs: [
      `Enter this code to open your exchange: ${code}`,
      'It works once, for 15 minutes. We never ask for it by phone or email.',
    ],
    footnote: `Sent on behalf of ${state.organization_name} by Deedline. If you didn’t ask for a code, someone else has your link: tell us.`,
  })
}

async function mailSigner(
  infra: Infra,
  { organization_id, signature_id }: z.infer<typeof ToSigner>,
): Promise<void> {
  const product = systemActor(organization_id)
  const asked = await withActor(infra.db, product, async (tx) => {
    const signature = await getSignerMail(tx, organization_id, signature_id)
    const { exchange_id, contact_id, status, request_status } = signature
    if (status !== 'waiting' || request_status !== 'open') return undefined
    const guest = await findGuestOf(tx, organization_id, exchange_id, contact_id)
    return (
      guest && {
        ...signature,
        id: guest.id,
        state: await getGuestState(tx, { organization_id, id: guest.id }),
      }
    )
  })
  if (!asked || asked.state.ended) return
  const { id, state, title, message } = asked
  const { coordinator, organization_name, guest_name } = state
  await write(infra, id, state, {
    title: `Please sign: ${title}`,
    paragraphs: [
      `Hi ${guest_name},`,
      `${coordinator.name ?? organization_name} asks you to sign “${title}”.`,
      ...(message ? [message] : []),
      'You can read and sign it on your phone. When you open the page, we email you a code.',
    ],
    action: { label: 'Read and sign', url: pageOf(infra, state) },
    footnote: alone(state),
  })
}

/** The link never arrived: whoever looks at the people of the exchange sees it, and it is recorded. */
async function giveUp(infra: Infra, link: GuestLink): Promise<void> {
  const { organization_id, id: guest_id } = link
  const { exchange_id, exchange_participant_id, contact_id } = await stateOf(infra, link)
  await withActor(infra.db, systemActor(organization_id), async (tx) => {
    await saveGuest(tx, link, { mail_failed_at: infra.now() })
    await publish(tx, organization_id, guestMailFailed, exchange_id, {
      ...{ guest_id, exchange_participant_id, contact_id },
    })
  })
}

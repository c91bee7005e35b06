import { z } from 'zod'
import { findAnchor, saveAnchor } from '#infra/facts/anchors.ts'
import { publish } from '#infra/facts/events.ts'
import { sealFacts } from '#infra/facts/seals.ts'
import { deleteOldKeys } from '#infra/http/idempotency.ts'
import type { Infra } from '#infra/infra.ts'
import { cron, type Job, task } from '#infra/jobs/jobs.ts'
import { withActor, withIdentity, withWorker } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import { NOWHERE, systemActor } from '#lib/actor.ts'
import { type Email, renderEmail } from '#lib/email-layout.ts'
import { deleteOldApps } from './connected-apps/queries.ts'
import { deleteUnusedDevices } from './devices/queries.ts'
import { invitationMailFailed } from './events.ts'
import { makeCode } from './factors/codes.ts'
import { expireTokens, findFactor, insertToken, type Purpose } from './factors/queries.ts'
import { findInvitation, saveInvitationMailFailed, saveInvitationToken } from './invitations/queries.ts'
import { getOrganization } from './organizations/queries.ts'
import { deleteExpiredChallenges } from './passkeys/queries.ts'
import { getUser } from './people/queries.ts'
import { Branding } from './schema.ts'
import { DEVICE_DAYS } from './sessions/cookies.ts'
import { deleteEndedSessions } from './sessions/queries.ts'
import { deleteOldAttempts } from './sign-in/queries.ts'

const ForUser = z.object({ user_id: z.uuid() })
const HOUR = 3_600_000

/** The token of an emailed link is created when the email is written, so that the queue never holds one. */
async function makeLink(
  infra: Infra,
  user_id: string,
  purpose: Purpose,
  hours: number,
): Promise<{ token: string; email: string }> {
  const token = newToken()
  const now = infra.now()
  return withIdentity(infra.db, NOWHERE, async (tx) => {
    const { email } = await getUser(tx, user_id)
    await expireTokens(tx, user_id, purpose, ['email'], now)
    await insertToken(tx, {
      user_id,
      purpose,
      token_type: 'email',
      token_hash: hashToken(token),
      expires_at: new Date(now.getTime() + hours * HOUR),
    })
    return { token, email }
  })
}

async function send(infra: Infra, to: string, subject: string, email: Email): Promise<void> {
  await infra.mail.send({ to: { address: to }, subject, ...renderEmail(email) })
}

function address(infra: Infra, path: string): string {
  return `${infra.config.BASE_URL}${path}`
}

export const identityJobs: Job[] = [
  task('identity.mail_verification', ForUser, async (infra, { user_id }) => {
    const { token, email } = await makeLink(infra, user_id, 'verify_email', 48)
    await send(infra, email, 'Confirm your email address', {
      title: 'Confirm your email address',
      paragraphs: [
        'Welcome to Deedline. Confirm that this is your email address to finish setting up your account.',
      ],
      action: { label: 'Confirm and sign in', url: address(infra, `/verify-email#${token}`) },
      footnote:
        'The link works once and expires in 48 hours. If you didn’t create an account, ignore this email.',
    })
  }),

  task('identity.mail_has_account', z.object({ email: z.string() }), async (infra, { email }) => {
    await send(infra, email, 'You already have a Deedline account', {
      title: 'You already have an account',
      paragraphs: [
        'Someone, probably you, tried to create an account with this email address. You already have one: sign in with it.',
      ],
      action: { label: 'Sign in', url: address(infra, '/sign-in') },
      footnote:
        'If you forgot your password, you can reset it on the sign-in page. If this wasn’t you, nothing has changed.',
    })
  }),

  task('identity.mail_reset', ForUser, async (infra, { user_id }) => {
    const { token, email } = await makeLink(infra, user_id, 'reset_password', 1)
    await send(infra, email, 'Reset your password', {
      title: 'Reset your password',
      paragraphs: ['You asked to reset your password. Resetting it signs you out everywhere else.'],
      action: { label: 'Reset your password', url: address(infra, `/reset-password#${token}`) },
      footnote:
        'The link works once and expires in an hour. If you didn’t ask for this, ignore this email: your password won’t change.',
    })
  }),

  task(
    'identity.send_code',
    ForUser.extend({ method: z.enum(['email', 'sms']) }),
    async (infra, { user_id, method }) => {
      const { code, email, phone } = await withIdentity(infra.db, NOWHERE, async (tx) => ({
        code: await makeCode(tx, infra.config.DEEDLINE_SECRET, user_id, method, infra.now()),
        email: (await getUser(tx, user_id)).email,
        phone: (await findFactor(tx, user_id, 'sms'))?.phone,
      }))
      if (method === 'sms') {
        if (phone)
          await infra.sms.send({
            to: phone,
            text: `${code} is your Deedline code. It works once and expires in 10 minutes.`,
          })
        return
      }
      await send(infra, email, `${code} is your Deedline code`, {
        title: `Your code is ${code}`,
        paragraphs: ['Enter it on the page that asks for it.'],
        footnote:
          'It works once and expires in 10 minutes. Don’t give it to anyone: no one from Deedline will ask for it.',
      })
    },
  ),

  task(
    'identity.mail_invitation',
    z.object({ organization_id: z.uuid(), invitation_id: z.uuid() }),
    async (infra, { organization_id, invitation_id }) => {
      const token = newToken()
      const found = await withIdentity(infra.db, NOWHERE, async (tx) => {
        const invitation = await findInvitation(tx, organization_id, invitation_id)
        if (!invitation) return undefined
        await saveInvitationToken(tx, organization_id, invitation_id, hashToken(token))
        const [organization, inviter] = [
          await getOrganization(tx, organization_id),
          await getUser(tx, invitation.invited_by),
        ]
        return { invitation, organization, inviter }
      })
      if (!found) return
      const { invitation, organization, inviter } = found
      await send(infra, invitation.email, `${inviter.display_name} invited you to ${organization.name}`, {
        title: `Join ${organization.name} on Deedline`,
        paragraphs: [
          `${inviter.display_name} (${inviter.email}) invited you to work together in Deedline, where ${organization.name} keeps its documents and deals.`,
        ],
        action: { label: 'Accept invitation', url: address(infra, `/invitation#${token}`) },
        footnote:
          'The link works once and expires in 14 days. If you don’t know the sender, ignore this email.',
        from: {
          name: organization.name,
          accent: Branding.safeParse(organization.branding).data?.accent,
          logo: organization.logo_url ? address(infra, organization.logo_url) : undefined,
        },
      })
    },
    async (infra, { organization_id, invitation_id }) => {
      await withActor(infra.db, systemActor(organization_id), async (tx) => {
        const invitation = await saveInvitationMailFailed(tx, organization_id, invitation_id, infra.now())
        if (invitation) await publish(tx, organization_id, invitationMailFailed, invitation_id, invitation)
      })
    },
  ),

  cron('identity.seal_facts', '* * * * *', async (infra) => {
    const { config, files, log, worker, now } = infra
    const secret = config.DEEDLINE_SECRET
    const anchorOf = (organization_id: string) => findAnchor(files, secret, organization_id)
    const { heads, broken } = await withWorker(worker, (tx) => sealFacts(tx, secret, anchorOf))
    for (const head of heads) {
      await saveAnchor(files, secret, head, now())
      log.info({ ...head }, 'audit trail sealed')
    }
    for (const organization_id of broken)
      log.error({ organization_id }, 'the audit trail was cut off or rewritten; run deedline verify')
  }),

  cron('identity.forget', '17 3 * * *', async (infra, now) => {
    await deleteOldKeys(infra.worker)
    await withIdentity(infra.db, NOWHERE, async (tx) => {
      await deleteUnusedDevices(tx, new Date(now.getTime() - DEVICE_DAYS * 86_400_000))
      await deleteEndedSessions(tx)
      await deleteOldAttempts(tx)
      await deleteOldApps(tx)
      await deleteExpiredChallenges(tx, now)
    })
  }),
]

import type { SmsMessage } from '#infra/mail/outbox.ts'
import { AppError } from '#lib/errors.ts'

export type Sms = { send: (message: SmsMessage) => Promise<{ message_id: string }> }

type Settings = {
  /** The URL of Twilio or a compatible service, without the path. */
  url: string
  account_sid: string
  auth_token: string
  /** Our number, or the SID of a messaging service. */
  from: string
  patience_ms?: number
}

/** Text messages. AppError('refused') when the number will never work, 'unavailable' when it may later. */
export function createSms({ url, account_sid, auth_token, from, patience_ms = 10_000 }: Settings): Sms {
  const endpoint = new URL(`/2010-04-01/Accounts/${encodeURIComponent(account_sid)}/Messages.json`, url)
  const authorization = `Basic ${Buffer.from(`${account_sid}:${auth_token}`).toString('base64')}`
  const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }
  return {
    send: async ({ to, text }) => {
      if (!/^\+[1-9]\d{6,14}$/.test(to)) {
        throw new AppError('invalid', 'Enter the phone number with its country code, such as +15035550123.')
      }
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ To: to, Body: text, ...sender }),
        redirect: 'error', // a redirect would carry the password elsewhere
        signal: AbortSignal.timeout(patience_ms),
      }).catch((error: Error) => {
        throw unavailable(error.name)
      })
      const answer = await readAnswer(response)
      if (response.ok && answer.sid) return { message_id: answer.sid }
      if (response.status === 429 || response.status >= 500 || response.ok) throw unavailable(response.status)
      if (response.status === 401) {
        throw new AppError(
          'unavailable',
          'The text message service rejected our credentials. Check its settings.',
        )
      }
      throw new AppError(
        'refused',
        `The message could not be sent: ${answer.message ?? response.statusText}`,
        {
          provider_code: answer.code,
        },
      )
    },
  }
}

async function readAnswer(response: Response): Promise<{ sid?: string; code?: number; message?: string }> {
  const text = await response.text().catch(() => '')
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {} // a gateway's error page; the status is enough
  }
}

function unavailable(cause: string | number): AppError {
  return new AppError('unavailable', 'The text message service can’t be reached. Try again in a moment.', {
    cause,
  })
}

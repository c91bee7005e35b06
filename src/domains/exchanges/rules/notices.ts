import { z } from 'zod'
import { type CivilDate, dayAt } from '#lib/dates.ts'
import { date, facts, flag, instant } from './fields.ts'
import { refuse } from './finding.ts'

/** A day, or the moment on the receipt: which day that was depends on the zone whose midnight governs. */
export const sent = z.union([date, instant], 'must be a date or an instant with its offset')

export const noticeInput = facts({
  sent,
  signed: flag,
  written: flag,
  unambiguous: flag,
  /**
   * The person obligated to transfer the property, even if disqualified, or any other who is neither the
   * taxpayer nor disqualified.
   */
  recipient_ok: flag,
})

export const revocationInput = facts({ sent, written: flag, signed: flag, same_recipient: flag })

/** Identification in a written agreement signed by all parties before the period ends needs no notice. */
export const agreementInput = facts({ signed_by_all_parties: flag, signed_on: date, unambiguous: flag })

export type Notice = z.output<typeof noticeInput>
export type Revocation = z.output<typeof revocationInput>
export type Agreement = z.output<typeof agreementInput>

export function daySent(at: string, zone: string | null): CivilDate {
  if (at.length === '2026-02-28'.length) return at
  return dayAt(at, zone ?? refuse('time_zone', `must be given, to know on which day ${at} was`))
}

/** Why a notice identifies nothing, or null: 26 CFR 1.1031(k)-1(c)(2)-(3). */
export function noticeDefect(notice: Notice, deadline: CivilDate, zone: string | null): string | null {
  if (!notice.written) return 'notice_not_written'
  if (!notice.signed) return 'notice_not_signed'
  if (!notice.unambiguous) return 'description_ambiguous'
  if (!notice.recipient_ok) return 'notice_to_wrong_person'
  return daySent(notice.sent, zone) > deadline ? 'notice_late' : null
}

export function agreementDefect(agreement: Agreement, deadline: CivilDate): string | null {
  if (!agreement.signed_by_all_parties) return 'agreement_not_signed_by_all'
  if (!agreement.unambiguous) return 'description_ambiguous'
  return agreement.signed_on > deadline ? 'agreement_late' : null
}

/** Why a revocation leaves the identification standing, or null: 26 CFR 1.1031(k)-1(c)(6). */
export function revocationDefect(
  revocation: Revocation,
  identified: CivilDate,
  deadline: CivilDate,
  zone: string | null,
): string | null {
  if (!revocation.written) return 'revocation_oral'
  if (!revocation.signed) return 'revocation_not_signed'
  if (!revocation.same_recipient) return 'revocation_to_other_person'
  const day = daySent(revocation.sent, zone)
  if (day > deadline) return 'revocation_late'
  return day < identified ? 'revocation_before_identification' : null
}

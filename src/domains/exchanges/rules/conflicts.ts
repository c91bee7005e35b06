import { addDays, addYears, type CivilDate, latest } from '#lib/dates.ts'
import { disqualified } from './disqualified.ts'

/** A service to the taxpayer, by whoever is to be the intermediary. */
export type Service = {
  role: 'employee' | 'attorney' | 'accountant' | 'investment_banker' | 'broker' | 'real_estate_agent'
  /** Null: it goes on. */
  ended_on: CivilDate | null
  only_1031_or_routine: boolean
  /** An officer found that it doesn't count. */
  excepted: boolean
}

/** How the intermediary is related to the taxpayer; null where it is this organization. */
export type Relation = { disqualified: boolean; ownership_percent_between: number } | null

/** The first day on which the service no longer disqualifies, if the first transfer is on it or later; null while it goes on. */
export function lapseOf({ ended_on }: Pick<Service, 'ended_on'>): CivilDate | null {
  return ended_on && addDays(addYears(ended_on, 2), 1)
}

/** Whether a service was within the two years before the first transfer, or later (26 CFR 1.1031(k)-1(k)(2)). */
export function counts(service: Service, first_transfer: CivilDate): boolean {
  if (service.only_1031_or_routine || service.excepted) return false
  return service.ended_on === null || service.ended_on >= addYears(first_transfer, -2)
}

/** Whether the intermediary may act for the taxpayer, by the rule for disqualified persons. */
export function conflictsIn(services: Service[], relation: Relation, first_transfer: CivilDate) {
  return disqualified({
    first_transfer_date: first_transfer,
    services: services.map(({ role, ended_on, only_1031_or_routine, excepted }) => ({
      ...{ role, last_date: ended_on ?? first_transfer },
      only_1031_or_routine: only_1031_or_routine || excepted,
    })),
    family_member: relation ? relation.disqualified && relation.ownership_percent_between <= 10 : false,
    ownership_percent_between: relation?.ownership_percent_between ?? 0,
  })
}

/** The first day from which no service counts; null while one goes on, or where none counts. */
export function clearFrom(services: Service[], first_transfer: CivilDate): CivilDate | null {
  const days = services.filter((one) => counts(one, first_transfer)).map(lapseOf)
  const [first, ...others] = days.filter((day) => day !== null)
  return first && others.length + 1 === days.length ? latest(first, ...others) : null
}

import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import type { Section } from '#web/kit/record/section.ts'
import { Activity } from './Activity.tsx'
import { DeadlineHistory } from './DeadlineHistory.tsx'
import { Details } from './Details.tsx'
import { People } from './people/People.tsx'
import { Properties } from './properties/Properties.tsx'

/** What the page of an exchange shows beside its clocks, in this order: a file for each. */
export function sectionsOf(exchange: ExchangeDetail): Section[] {
  return [
    { id: 'properties', label: 'Properties', content: <Properties exchange={exchange} /> },
    { id: 'people', label: 'People', content: <People exchange={exchange} /> },
    { id: 'deadlines', label: 'Deadlines', content: <DeadlineHistory id={exchange.id} /> },
    { id: 'details', label: 'Details', content: <Details exchange={exchange} /> },
    { id: 'timeline', label: 'Timeline', content: <Activity id={exchange.id} /> },
  ]
}

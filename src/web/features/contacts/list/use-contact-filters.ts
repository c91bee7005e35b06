import { useQuery } from '@tanstack/react-query'
import { members } from '#domains/identity/members/contract.ts'
import { everyOf } from '#web/calls.ts'
import { readerDay } from '#web/kit/reader.ts'
import { useSession } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'
import { useViews } from '#web/use-views.ts'
import { contactFilters, contactViews } from './views.ts'

/** What contacts are narrowed by, in the list and on the map. */
export function useContactFilters() {
  const me = useSession()?.user.id ?? ''
  const today = readerDay(new Date())
  const { data: people = [] } = useQuery(everyOf(members.all, {}))
  const choices = people.map(({ user_id, display_name, email }) => ({
    value: user_id,
    label: display_name ?? email,
  }))
  const [{ import_id, area }] = useAddress()
  const filters = contactFilters(choices, today, { import_id, area })
  return { choices, filters, builtIn: contactViews(me, today), views: useViews('contact') }
}

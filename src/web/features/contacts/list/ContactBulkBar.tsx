import { IconAddressBook, IconEye, IconRestore, IconTrash, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { contacts } from '#domains/contacts/contract.ts'
import { type ContactRow, ContactType } from '#domains/contacts/schema.ts'
import { teams } from '#domains/identity/teams/contract.ts'
import { everyOf } from '#web/calls.ts'
import { TYPES } from '#web/features/contacts/words.ts'
import type { Choice } from '#web/kit/filters/filter.ts'
import { BulkAction, BulkChoice, BulkTag } from '#web/kit/table/BulkActions.tsx'
import { ListBulkBar } from '#web/kit/table/ListBulkBar.tsx'
import type { Selection } from '#web/kit/table/use-selection.ts'
import { useMay } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'
import type { PagedList } from '#web/use-list.ts'
import { audiencesOf, useContactBulk } from './use-contact-bulk.ts'
import type { narrowingOf } from './views.ts'

type Props = {
  selection: Selection<ContactRow>
  list: PagedList<ContactRow>
  narrowing: ReturnType<typeof narrowingOf>
  trashed: boolean
  members: Choice[]
}

/** What can be done with the selected contacts, all at once and each of it with a way back. */
export function ContactBulkBar({ selection, list, narrowing, trashed, members }: Props) {
  const { tag, addType, assign, share, toTrash, restore } = useContactBulk(selection)
  const [edit, drop] = [useMay('contacts.edit'), useMay('contacts.delete')]
  const beyond = selection.all && list.more
  const { data: counted } = useCall(contacts.count, narrowing, { enabled: beyond })
  const { data: groups = [] } = useQuery(everyOf(teams.all, {}))
  return (
    <ListBulkBar one="contact" selection={selection} list={list} beyond={beyond} count={counted?.count}>
      {trashed ? (
        drop && <BulkAction icon={<IconRestore size={15} />} label="Restore" onClick={restore} />
      ) : (
        <>
          {edit && <BulkTag apply={tag} />}
          {edit && (
            <BulkChoice
              label="Type"
              icon={<IconAddressBook size={15} />}
              choices={ContactType.options.map((type) => ({ value: type, label: TYPES[type] }))}
              choose={({ value }) => addType(ContactType.parse(value))}
            />
          )}
          {edit && (
            <BulkChoice label="Owner" icon={<IconUser size={15} />} choices={members} choose={assign} />
          )}
          {edit && (
            <BulkChoice
              label="Visible to"
              icon={<IconEye size={15} />}
              choices={audiencesOf(groups).map((one) => ({ ...one, value: one.team_id ?? one.visibility }))}
              choose={share}
            />
          )}
          {drop && (
            <BulkAction icon={<IconTrash size={15} />} label="Move to trash" color="red" onClick={toTrash} />
          )}
        </>
      )}
    </ListBulkBar>
  )
}

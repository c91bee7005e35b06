import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { MOST_AT_ONCE } from '#domains/contacts/bulk/schema.ts'
import { contacts } from '#domains/contacts/contract.ts'
import type { ContactRow } from '#domains/contacts/schema.ts'
import { call } from '#web/calls.ts'
import { ContactPreview } from '#web/features/contacts/ContactPreview.tsx'
import { NewContactModal } from '#web/features/contacts/form/NewContactModal.tsx'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { Empty } from '#web/kit/states.tsx'
import { ExportMenu } from '#web/kit/table/ExportMenu.tsx'
import { useSelection } from '#web/kit/table/use-selection.ts'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMay, useMembership } from '#web/session.ts'
import { useList } from '#web/use-list.ts'
import { ContactBulkBar } from './ContactBulkBar.tsx'
import { ContactsHeader } from './ContactsHeader.tsx'
import { CONTACT_COLUMNS, contactLine, exportedOf } from './columns.tsx'
import { useContactFilters } from './use-contact-filters.ts'
import { narrowingOf } from './views.ts'

const NONE: ContactRow[] = []

/** The people and organizations that the organization works with. */
export function ContactsPage() {
  const navigate = useNavigate()
  const [edit, bring, drop] = [useMay('contacts.edit'), useMay('contacts.import'), useMay('contacts.delete')]
  const { choices, filters, builtIn, views } = useContactFilters()
  const list = useList(contacts.all, {
    ...{ name: 'contacts', columns: CONTACT_COLUMNS, filters, views },
    asks: ['q', 'sort', 'trashed', 'tag'],
  })
  useRememberedSearch(`contacts.${useMembership().organization_id}`, list.search, list.setSearch)
  const selection = useSelection(list.rows ?? NONE, MOST_AT_ONCE)
  const narrowing = narrowingOf(list.search)
  const add = edit && (
    <Button leftSection={<IconUserPlus size={16} />} onClick={() => list.make('contact')}>
      Add contact
    </Button>
  )
  return (
    <>
      <ContactsHeader shown="list" add={() => list.make('contact')} />
      <ViewTabs builtIn={builtIn} views={views} list={list} />
      <ListBar list={list} find="Search contacts" filters={filters}>
        {bring && (
          <ExportMenu
            fetch={(format) =>
              call(contacts.export, { ...narrowing, format, columns: exportedOf(list.columns.shown) })
            }
          />
        )}
      </ListBar>
      <List
        list={list}
        one="contact"
        empty={
          <Empty title="No contacts yet" action={add}>
            Clients, agents, lenders and everyone else of a deal: add them here, and what happens with them is
            kept beside their name.
          </Empty>
        }
        panel={({ id }) => <ContactPreview id={id} />}
        unlisted={(id) => <ContactPreview id={id} />}
        onOpen={({ id }) => navigate({ to: '/contacts/$id', params: { id } })}
        nameOf={({ display_name }) => display_name}
        second={contactLine}
        selection={edit || drop ? selection : undefined}
        above={
          <ContactBulkBar
            {...{ selection, list, narrowing }}
            trashed={list.search.trashed === 'true'}
            members={choices}
          />
        }
      />
      <NewContactModal {...list.dialog('contact')} />
    </>
  )
}

import { Button } from '@mantine/core'
import { IconArrowMerge, IconFileImport, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { MOST_AT_ONCE } from '#domains/contacts/bulk/schema.ts'
import { contacts } from '#domains/contacts/contract.ts'
import type { ContactRow } from '#domains/contacts/schema.ts'
import { members } from '#domains/identity/members/contract.ts'
import { call, everyOf } from '#web/calls.ts'
import { ContactPreview } from '#web/features/contacts/ContactPreview.tsx'
import { NewContactModal } from '#web/features/contacts/form/NewContactModal.tsx'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Empty } from '#web/kit/states.tsx'
import { ExportMenu } from '#web/kit/table/ExportMenu.tsx'
import { useSelection } from '#web/kit/table/use-selection.ts'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMay, useMembership, useSession } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'
import { useList } from '#web/use-list.ts'
import { useViews } from '#web/use-views.ts'
import { ContactBulkBar } from './ContactBulkBar.tsx'
import { CONTACT_COLUMNS, contactLine } from './columns.tsx'
import { contactFilters, contactViews, narrowingOf } from './views.ts'

const NONE: ContactRow[] = []

/** The people and organizations that the organization works with. */
export function ContactsPage() {
  const navigate = useNavigate()
  const [edit, merge] = [useMay('contacts.edit'), useMay('contacts.merge')]
  const [bring, drop] = [useMay('contacts.import'), useMay('contacts.delete')]
  const me = useSession()?.user.id ?? ''
  const today = readerDay(new Date())
  const { data: people = [] } = useQuery(everyOf(members.all, {}))
  const choices = people.map(({ user_id, display_name, email }) => ({
    value: user_id,
    label: display_name ?? email,
  }))
  const [{ import_id }] = useAddress()
  const filters = contactFilters(choices, today, import_id)
  const views = useViews('contact')
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
      <PageHeader title="Contacts">
        {merge && (
          <Button
            variant="default"
            leftSection={<IconArrowMerge size={16} />}
            onClick={() => navigate({ to: '/contacts/duplicates' })}
          >
            Duplicates
          </Button>
        )}
        {bring && (
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} />}
            onClick={() => navigate({ to: '/contacts/imports', search: { new: 'file' } })}
          >
            Import
          </Button>
        )}
        {add}
      </PageHeader>
      <ViewTabs builtIn={contactViews(me, today)} views={views} list={list} />
      <ListBar list={list} find="Search contacts" filters={filters}>
        {bring && <ExportMenu fetch={(format) => call(contacts.export, { ...narrowing, format })} />}
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
          <ContactBulkBar selection={selection} trashed={list.search.trashed === 'true'} members={choices} />
        }
      />
      <NewContactModal {...list.dialog('contact')} />
    </>
  )
}

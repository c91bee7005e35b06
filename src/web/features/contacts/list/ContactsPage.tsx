import { Button } from '@mantine/core'
import { IconArrowMerge, IconFileImport, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { contacts } from '#domains/contacts/contract.ts'
import { members } from '#domains/identity/members/contract.ts'
import { everyOf } from '#web/calls.ts'
import { ContactPreview } from '#web/features/contacts/ContactPreview.tsx'
import { NewContactModal } from '#web/features/contacts/form/NewContactModal.tsx'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Empty } from '#web/kit/states.tsx'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMay, useMembership, useSession } from '#web/session.ts'
import { useList } from '#web/use-list.ts'
import { useViews } from '#web/use-views.ts'
import { CONTACT_COLUMNS, contactLine } from './columns.tsx'
import { contactFilters, contactViews } from './views.ts'

/** The people and organizations that the organization works with. */
export function ContactsPage() {
  const navigate = useNavigate()
  const [edit, merge] = [useMay('contacts.edit'), useMay('contacts.merge')]
  const bring = useMay('contacts.import')
  const me = useSession()?.user.id ?? ''
  const today = readerDay(new Date())
  const { data: people = [] } = useQuery(everyOf(members.all, {}))
  const choices = people.map(({ user_id, display_name, email }) => ({
    value: user_id,
    label: display_name ?? email,
  }))
  const filters = contactFilters(choices, today)
  const views = useViews('contact')
  const list = useList(contacts.all, {
    ...{ name: 'contacts', columns: CONTACT_COLUMNS, filters, views },
    asks: ['q', 'sort', 'trashed', 'tag', 'import_id'],
  })
  useRememberedSearch(`contacts.${useMembership().organization_id}`, list.search, list.setSearch)
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
      <ListBar list={list} find="Search contacts" filters={filters} />
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
      />
      <NewContactModal {...list.dialog('contact')} />
    </>
  )
}

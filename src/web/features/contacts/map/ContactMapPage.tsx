import { Button, Stack } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ContactPreview } from '#web/features/contacts/ContactPreview.tsx'
import { NewContactModal } from '#web/features/contacts/form/NewContactModal.tsx'
import { ContactsHeader } from '#web/features/contacts/list/ContactsHeader.tsx'
import { CONTACT_COLUMNS } from '#web/features/contacts/list/columns.tsx'
import { useContactFilters } from '#web/features/contacts/list/use-contact-filters.ts'
import { narrowingOf } from '#web/features/contacts/list/views.ts'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { RowPanel } from '#web/kit/list/RowPanel.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMembership } from '#web/session.ts'
import { useListState } from '#web/use-list.ts'
import { ContactMap } from './ContactMap.tsx'
import { SpotContacts } from './SpotContacts.tsx'
import { areaOfSpot } from './spot.ts'

/** The contacts of the list, where they live and work. */
export function ContactMapPage() {
  const { filters, builtIn, views } = useContactFilters()
  const list = useListState('contacts', CONTACT_COLUMNS, { views })
  const { search, setSearch, show } = list
  useRememberedSearch(`contacts.${useMembership().organization_id}`, search, setSearch)
  const narrowing = narrowingOf(search)
  const beside = (open: string) => {
    const area = areaOfSpot(open)
    return area ? (
      <SpotContacts narrowing={narrowing} area={area} show={show} />
    ) : (
      <Stack gap="sm">
        <Button
          size="compact-sm"
          variant="default"
          style={{ alignSelf: 'start' }}
          component={Link}
          to={`/contacts/${open}`}
          rightSection={<IconArrowRight size={16} />}
        >
          Open contact
        </Button>
        <ContactPreview id={open} />
      </Stack>
    )
  }
  return (
    <>
      <ContactsHeader shown="map" add={() => list.make('contact')} />
      <ViewTabs builtIn={builtIn} views={views} list={list} />
      <ListBar list={{ search, setSearch }} find="Search contacts" filters={filters} />
      <RowPanel
        {...{ list, rows: [], count: 0, label: 'Contact', onOpen: undefined }}
        panel={() => null}
        unlisted={beside}
      >
        {() => (
          <ContactMap
            narrowing={narrowing}
            area={search.area}
            setArea={(area) => setSearch({ ...search, area })}
            open={search.open}
            show={show}
          />
        )}
      </RowPanel>
      <NewContactModal {...list.dialog('contact')} />
    </>
  )
}

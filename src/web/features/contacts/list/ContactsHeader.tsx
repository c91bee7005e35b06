import { Box, Button, Menu, SegmentedControl } from '@mantine/core'
import { IconArrowMerge, IconFileImport, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { More } from '#web/kit/record/More.tsx'
import { useMay } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'

type Shown = 'list' | 'map'
const PLACES: Record<Shown, '/contacts' | '/contacts/map'> = { list: '/contacts', map: '/contacts/map' }

/** Above the list of contacts and above their map, with the way from one to the other; filters stay. */
export function ContactsHeader({ shown, add }: { shown: Shown; add: () => void }) {
  const navigate = useNavigate()
  const [edit, merge, bring] = [useMay('contacts.edit'), useMay('contacts.merge'), useMay('contacts.import')]
  const [{ open: _, ...search }] = useAddress()
  const more = [
    ...(merge
      ? [
          {
            label: 'Duplicates',
            icon: <IconArrowMerge size={16} />,
            go: () => navigate({ to: '/contacts/duplicates' }),
          },
        ]
      : []),
    ...(bring
      ? [
          {
            ...{ label: 'Import', icon: <IconFileImport size={16} /> },
            go: () => navigate({ to: '/contacts/imports', search: { new: 'file' } }),
          },
        ]
      : []),
  ]
  return (
    <PageHeader title="Contacts">
      <SegmentedControl
        size="xs"
        aria-label="Show contacts as"
        value={shown}
        data={[
          { value: 'list', label: 'List' },
          { value: 'map', label: 'Map' },
        ]}
        onChange={(value) => navigate({ to: value === 'map' ? PLACES.map : PLACES.list, search })}
      />
      {more.map(({ label, icon, go }) => (
        <Button key={label} variant="default" leftSection={icon} onClick={go} visibleFrom="sm">
          {label}
        </Button>
      ))}
      {more.length > 0 && (
        <Box hiddenFrom="sm">
          <More>
            {more.map(({ label, icon, go }) => (
              <Menu.Item key={label} leftSection={icon} onClick={go}>
                {label}
              </Menu.Item>
            ))}
          </More>
        </Box>
      )}
      {edit && (
        <Button leftSection={<IconUserPlus size={16} />} onClick={add}>
          Add contact
        </Button>
      )}
    </PageHeader>
  )
}

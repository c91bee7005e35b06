import { Anchor, Button, Group, Stack } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { transactions } from '#domains/transactions/contract.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { EditPropertyModal } from '#web/features/transactions/form/EditPropertyModal.tsx'
import { FINANCINGS, OCCUPANCIES } from '#web/features/transactions/requirements/words.ts'
import { DEAL_VISIBILITIES, PROPERTY_TYPES } from '#web/features/transactions/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatNumber } from '#web/kit/figures.ts'
import { CustomFieldsModal } from '#web/kit/record/CustomFieldsModal.tsx'
import { fieldsOf } from '#web/kit/record/custom-fields.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { useChange } from '#web/use-call.ts'

const yesNo = (value: boolean | null) => (value === null ? null : value ? 'Yes' : 'No')

/** What is known of the property and the deal beyond its dates and its money. */
export function Details({ deal }: { deal: TransactionDetail }) {
  const { property, visibility, notes, created_at, custom_fields, may } = deal
  const change = useChange(transactions.change)
  const [editing, setEditing] = useState<'property' | 'custom' | null>(null)
  const close = () => setEditing(null)
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ['Property type', property.property_type && PROPERTY_TYPES[property.property_type]],
          ['Year built', property.year_built],
          ['Bedrooms', property.bedrooms],
          ['Bathrooms', property.bathrooms],
          ['Square feet', property.square_feet && formatNumber(property.square_feet, 0)],
          ['HOA', yesNo(property.hoa)],
          ['New construction', yesNo(property.new_construction)],
          ['Occupied by', deal.occupancy && OCCUPANCIES[deal.occupancy]],
          ['Financing', deal.financing && FINANCINGS[deal.financing]],
          ['Seller is a foreign person', yesNo(deal.seller_is_foreign)],
          ['Seller is exchanging', yesNo(deal.exchange_cooperation)],
          ['Parcel number', property.parcel_number],
          ['County', property.county],
          [
            'Deals',
            property.transaction_count > 1 ? (
              <Anchor key="deals" inherit component={Link} to={`/deals?property_id=${property.id}`}>
                {`All ${property.transaction_count} deals of this property`}
              </Anchor>
            ) : null,
          ],
          ['Visible to', DEAL_VISIBILITIES[visibility]],
          ['Notes', notes],
          ...fieldsOf(custom_fields).map(({ name, value }) => [name, value] as const),
          ['Created', <Moment key="created" at={created_at} />],
        ]}
      />
      {may.edit && (
        <Group gap="xs">
          <Edit onClick={() => setEditing('property')}>Edit property</Edit>
          <Edit onClick={() => setEditing('custom')}>Edit custom fields</Edit>
        </Group>
      )}
      <EditPropertyModal property={property} opened={editing === 'property'} onClose={close} />
      {editing === 'custom' && (
        <CustomFieldsModal
          record={deal}
          hint="What else you note about this deal: an escrow number, a lot, a gate code."
          save={(custom_fields, version) => change.make({ id: deal.id }, { custom_fields }, { version })}
          onClose={close}
        />
      )}
    </Stack>
  )
}

function Edit({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button variant="default" size="compact-sm" leftSection={<IconPencil size={14} />} onClick={onClick}>
      {children}
    </Button>
  )
}

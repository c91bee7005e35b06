import { properties } from '#domains/transactions/properties/contract.ts'
import { type Property, PropertyChange } from '#domains/transactions/properties/schema.ts'
import { PROPERTY_TYPES } from '#web/features/transactions/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { YesNo } from '#web/kit/YesNo.tsx'
import { useChange } from '#web/use-call.ts'

const FORM = PropertyChange.required()

type Props = { property: Property; opened: boolean; onClose: () => void }

/** The property itself, for all of its deals. */
export function EditPropertyModal({ property, opened, onClose }: Props) {
  const { id, version, transaction_count, address_line1, property_type } = property
  const { address_line2, city, state, zip_code, county, parcel_number } = property
  const { year_built, bedrooms, bathrooms, square_feet, hoa, new_construction } = property
  const change = useChange(properties.change)
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={transaction_count > 1 ? `Edit property of ${transaction_count} deals` : 'Edit property'}
      schema={FORM}
      initial={{
        ...{ address_line1, address_line2: address_line2 ?? '', city: city ?? '', state: state ?? '' },
        ...{ zip_code: zip_code ?? '', county: county ?? '', parcel_number: parcel_number ?? '' },
        ...{ property_type, year_built, bedrooms, bathrooms, square_feet, hoa, new_construction },
      }}
      action="Save"
      send={(values) => change.make({ id }, values, { version })}
      said={() => 'Property saved.'}
      fields={{
        address_line1: 'Street address',
        address_line2: 'Unit',
        city: 'City',
        state: 'State',
        zip_code: 'ZIP code',
        county: 'County',
        parcel_number: 'Parcel number',
        property_type: { label: 'Property type', words: PROPERTY_TYPES },
        year_built: 'Year built',
        bedrooms: 'Bedrooms',
        bathrooms: 'Bathrooms',
        square_feet: 'Square feet',
      }}
    >
      {(field) => (
        <>
          <YesNo label="Homeowners’ association" {...field('hoa')} />
          <YesNo label="New construction" {...field('new_construction')} />
        </>
      )}
    </FormModal>
  )
}

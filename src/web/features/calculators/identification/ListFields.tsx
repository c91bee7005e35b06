import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type Issue, issueAt } from '#web/features/calculators/ask.ts'
import { DateField } from '#web/features/calculators/fields/DateField.tsx'
import { MoneyField } from '#web/features/calculators/fields/MoneyField.tsx'
import { FactGroup } from '#web/features/calculators/Worksheet.tsx'
import { FieldList } from '#web/kit/FieldList.tsx'
import { type IdentificationFacts, newProperty, type PropertyFacts } from './identification-facts.ts'
import { PropertyRow } from './PropertyRow.tsx'

type Props = {
  facts: IdentificationFacts
  change: (part: Partial<IdentificationFacts>) => void
  issues: Issue[]
}

export function SoldFields({ facts: { sold, ends, given }, change, issues }: Props) {
  return (
    <FactGroup title="Relinquished property">
      <FieldList
        values={given}
        onValues={(given) => change({ given })}
        one="value"
        more="Add relinquished property"
        field={(value, index, onFact) => (
          <MoneyField
            flex={1}
            label={index === 0 ? 'Relinquished property value' : `Relinquished property value ${index + 1}`}
            description={index === 0 && 'Gross fair market value on the day of transfer, before debt'}
            value={value}
            onFact={onFact}
            error={issueAt(issues, `given[${index}]`)}
          />
        )}
      />
      <DateField
        label="First sale closed on"
        value={sold}
        onFact={(fact) => change({ sold: fact })}
        error={issueAt(issues, 'sold')}
      />
      <DateField
        label="Exchange period ends"
        description="If empty, day 180. An earlier tax return shortens it"
        value={ends}
        onFact={(fact) => change({ ends: fact })}
        error={issueAt(issues, 'ends')}
      />
    </FactGroup>
  )
}

export function PropertyFields({ facts: { properties }, change, issues }: Props) {
  const put = (id: string, part: Partial<PropertyFacts>) =>
    change({ properties: properties.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  const remove = (id: string) =>
    change({
      properties: properties
        .filter((one) => one.id !== id)
        .map((one) => (one.part_of === id ? { ...one, part_of: '' } : one)),
    })
  return (
    <FactGroup title="Properties identified">
      {properties.map((property, index) => (
        <PropertyRow
          key={property.id}
          property={property}
          place={index + 1}
          others={properties.filter(({ id, name }) => id !== property.id && name)}
          issues={issues}
          put={(part) => put(property.id, part)}
          remove={properties.length > 1 ? () => remove(property.id) : undefined}
        />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} />}
        onClick={() => change({ properties: [...properties, newProperty(properties)] })}
      >
        Add a property
      </Button>
    </FactGroup>
  )
}

import { Stack, Text } from '@mantine/core'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { DocumentsLink } from '#web/features/documents/DocumentsLink.tsx'
import { DocumentTitle } from '#web/features/documents/list/DocumentTitle.tsx'
import { PropertyName } from '#web/features/documents/PropertyName.tsx'
import { RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import styles from './Related.module.css'

const SHOWN = 8

/** The other documents of the same property. */
export function Related({ document: { id, property_address } }: { document: DocumentDetail }) {
  const { data } = useCall(
    documents.all,
    { property: property_address ?? '', limit: SHOWN + 1 },
    { enabled: property_address !== null },
  )
  if (!property_address)
    return (
      <Text size="sm" c="dimmed">
        No property yet. Accept or edit the property address under Key terms to see its other documents.
      </Text>
    )
  if (!data) return <RowsSkeleton rows={3} />
  const others = data.items.filter((other) => other.id !== id)
  return (
    <Stack gap="xs">
      <Text size="sm">
        <PropertyName address={property_address} />
      </Text>
      {others.length === 0 && (
        <Text size="sm" c="dimmed">
          No other documents of this property.
        </Text>
      )}
      <ul className={styles.list}>
        {others.slice(0, SHOWN).map((other) => (
          <li key={other.id}>
            <DocumentTitle document={other} q={undefined} />
          </li>
        ))}
      </ul>
      {others.length >= SHOWN && (
        <Text size="sm">
          <DocumentsLink search={{ property: property_address }}>
            All documents of this property
          </DocumentsLink>
        </Text>
      )}
    </Stack>
  )
}

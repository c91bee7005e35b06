import { Alert, Button, Group, Select, Text } from '@mantine/core'
import { CATEGORIES, categoryName } from '#domains/documents/rules/categories.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { useIsIntermediary } from '#web/features/documents/TypeName.tsx'
import { DOCUMENT_TYPES, options, readingOf } from '#web/features/documents/words.ts'
import { formatConfidence } from '#web/kit/figures.ts'
import { useDocumentActions } from './use-document-actions.ts'

type Type = keyof typeof DOCUMENT_TYPES

/** What the document is, how confident we are, and the way to say otherwise. */
export function TypeLine({ document }: { document: DocumentDetail }) {
  const { setType } = useDocumentActions(document)
  const finer = useIsIntermediary()
  const { document_type: type, category, confidence_score, type_source, needs_review, may, status } = document
  if (status === 'processing') return null
  const unread = readingOf(document).state !== 'ready'
  const known = unread && type_source !== 'person' ? null : type
  const certain =
    type_source === 'person'
      ? 'Set by a person'
      : confidence_score === null || unread || (type === 'other' && needs_review)
        ? null
        : `${formatConfidence(confidence_score)} confident`
  return (
    <div>
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={500} component="label" htmlFor="document-type">
          Type
        </Text>
        <Group gap="sm">
          {certain && (
            <Text size="xs" c={needs_review ? 'var(--soon-text)' : 'dimmed'} className="figures">
              {[!needs_review && !finer && categoryName(category), certain].filter(Boolean).join(' · ')}
            </Text>
          )}
          <Select
            id="document-type"
            size="xs"
            w={finer ? 230 : 170}
            searchable
            allowDeselect={false}
            disabled={!may.edit}
            data={finer ? CATEGORY_OPTIONS : options(DOCUMENT_TYPES)}
            value={finer && known && categoryName(category) ? `${known}/${category}` : known}
            placeholder="Unknown"
            onChange={(next) => {
              const [chosen, kind] = (next ?? '').split('/')
              if (chosen) setType(chosen as Type, kind)
            }}
          />
        </Group>
      </Group>
      {may.edit && unread && type_source !== 'person' && (
        <Alert color="amber" mt="xs" p="xs">
          <Text size="sm">
            Open the file and choose its type, or upload a readable copy as a new version.
          </Text>
        </Alert>
      )}
      {needs_review && may.edit && !unread && (
        <Alert color="amber" mt="xs" p="xs">
          <Group gap="sm" justify="space-between">
            <Text size="sm">
              {type && type !== 'other'
                ? `Looks like: ${DOCUMENT_TYPES[type]}. Confirm, or choose another type.`
                : "We couldn't tell what this is. Choose its type."}
            </Text>
            {type && (
              <Button size="compact-sm" variant="default" onClick={() => setType(type)}>
                {type === 'other' ? 'Keep as other' : 'Confirm'}
              </Button>
            )}
          </Group>
        </Alert>
      )}
    </div>
  )
}

/** For exchange companies: each type, and its categories below it. */
const CATEGORY_OPTIONS = options(DOCUMENT_TYPES).map(({ value, label }) => ({
  group: label,
  items: [
    { value, label },
    ...Object.entries(CATEGORIES[value]).flatMap(([category, name]) =>
      name && name !== label ? [{ value: `${value}/${category}`, label: name }] : [],
    ),
  ],
}))

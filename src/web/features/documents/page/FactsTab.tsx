import { Button, Group, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { formatInstant } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import { Refused } from '#web/kit/states.tsx'
import { CustomFields } from './CustomFields.tsx'
import { Meanwhile } from './Meanwhile.tsx'
import type { FactsFormState } from './use-facts-form.ts'
import { VisibilityFields } from './VisibilityFields.tsx'

type Props = { document: DocumentDetail; facts: FactsFormState }

export function FactsTab({ document, facts }: Props) {
  return document.may.edit ? (
    <FactsForm document={document} facts={facts} />
  ) : (
    <FactsShown document={document} />
  )
}

function FactsForm({ document, facts }: Props) {
  const { seen, draft, mine, dirty, theirs, error, edit, save, take } = facts
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        return save()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Title"
          required
          maxLength={500}
          value={draft.title}
          onChange={(event) => edit({ title: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxRows={10}
          value={draft.description}
          onChange={(event) => edit({ description: event.currentTarget.value })}
        />
        <TagsInput label="Tags" value={draft.tags} onChange={(tags) => edit({ tags })} maxTags={50} />
        <VisibilityFields visibility={draft.visibility} team_id={draft.team_id} onChange={edit} />
        <TextInput
          type="date"
          label="Keep at least until"
          description="Before this day nobody can destroy it."
          inputWrapperOrder={['label', 'input', 'description']}
          value={draft.retain_until}
          onChange={(event) => edit({ retain_until: event.currentTarget.value })}
        />
        <CustomFields fields={draft.custom_fields} onChange={(custom_fields) => edit({ custom_fields })} />
        {theirs && (
          <Meanwhile
            before={seen}
            theirs={theirs}
            mine={mine}
            keepMine={() => save(theirs.version)}
            takeTheirs={() => take(theirs)}
          />
        )}
        {error !== null && <Refused error={error} />}
        {!theirs && (
          <Group>
            <Button type="submit" disabled={!dirty}>
              Save
            </Button>
            {dirty && (
              <Button variant="subtle" color="gray" onClick={() => take(document)}>
                Discard
              </Button>
            )}
          </Group>
        )}
        <FileFacts document={document} />
      </Stack>
    </form>
  )
}

function FactsShown({ document }: { document: DocumentDetail }) {
  const { description, tags, custom_fields } = document
  return (
    <Stack gap="sm">
      {description && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {description}
        </Text>
      )}
      {tags.length > 0 && <Text size="sm">Tags: {tags.join(', ')}</Text>}
      {Object.entries(custom_fields).map(([name, value]) => (
        <Text key={name} size="sm">
          {name}: {String(value)}
        </Text>
      ))}
      <FileFacts document={document} />
    </Stack>
  )
}

function FileFacts({ document }: { document: DocumentDetail }) {
  const { original_filename, mime_type, file_size, file_hash, created_at, processed_at } = document
  const lines = [
    ['File', original_filename],
    ['Kind', mime_type],
    ['Size', formatBytes(file_size)],
    ['Added', formatInstant(created_at)],
    ['Read', processed_at ? formatInstant(processed_at) : 'not yet'],
    ['SHA-256', file_hash],
  ] as const
  return (
    <dl
      style={{
        display: 'grid',
        gridTemplateColumns: '72px minmax(0, 1fr)',
        gap: '4px 12px',
        margin: '8px 0',
        fontSize: 12,
      }}
    >
      {lines.map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <dd
            style={{
              margin: 0,
              overflowWrap: 'anywhere',
              fontFamily: label === 'SHA-256' ? 'monospace' : undefined,
            }}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

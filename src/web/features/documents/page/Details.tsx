import { Button, Group, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { formatInstant, formatTime } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import { CustomFields } from '#web/kit/record/CustomFields.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Refused } from '#web/kit/states.tsx'
import styles from './Details.module.css'
import { EditConflict } from './EditConflict.tsx'
import type { DetailsFormState } from './use-details-form.ts'
import { VisibilityFields } from './VisibilityFields.tsx'

type Props = { document: DocumentDetail; details: DetailsFormState }

export function Details({ document, details }: Props) {
  return document.may.edit ? (
    <DetailsForm document={document} details={details} />
  ) : (
    <DetailsShown document={document} />
  )
}

function DetailsForm({ document, details }: Props) {
  const { seen, draft, mine, dirty, theirs, error, edit, save, take } = details
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
          label="Retain until"
          description="It can’t be deleted before this date."
          inputWrapperOrder={['label', 'input', 'description']}
          value={draft.retain_until}
          onChange={(event) => edit({ retain_until: event.currentTarget.value })}
        />
        <CustomFields fields={draft.custom_fields} onChange={(custom_fields) => edit({ custom_fields })} />
        {theirs && (
          <EditConflict
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
              Save details
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

function DetailsShown({ document }: { document: DocumentDetail }) {
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

/** Machine words have a place of their own. */
function FileFacts({ document }: { document: DocumentDetail }) {
  const { id, original_filename, mime_type, file_size, file_hash, created_at, processed_at } = document
  return (
    <Stack gap="xs" mt="xs">
      <Facts
        facts={[
          ['File name', original_filename],
          ['Size', formatBytes(file_size)],
          ['Uploaded', `${formatInstant(created_at)}, ${formatTime(created_at)}`],
          ['Processed', processed_at && `${formatInstant(processed_at)}, ${formatTime(processed_at)}`],
        ]}
      />
      <details className={styles.technical}>
        <summary>Technical details</summary>
        <Facts
          facts={[
            ['Document ID', id],
            ['Media type', mime_type],
            ['SHA-256', file_hash],
          ]}
        />
      </details>
    </Stack>
  )
}

import { ActionIcon, Button, Group, Input, Stack, Textarea, TextInput } from '@mantine/core'
import { IconMessagePlus, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { MOST_ITEMS, NewItem } from '#domains/documents/requests/schema.ts'
import { limitsOf } from '#web/kit/use-zod-form.ts'
import { type DraftItem, NO_ITEM } from './items.ts'

type Props = { items: DraftItem[]; onChange: (items: DraftItem[]) => void; error?: ReactNode }

const ITEM = { title: limitsOf(NewItem.shape.title), explanation: limitsOf(NewItem.shape.explanation) }

/** What a client is asked for, one by one, each with an explanation where one helps. Enter goes on to the next. */
export function ItemsField({ items, onChange, error }: Props) {
  const set = (index: number, now: Partial<DraftItem>) =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...now } : item)))
  const add = () => items.length < MOST_ITEMS && onChange([...items, NO_ITEM])
  return (
    <Input.Wrapper label="Documents you need" error={error} labelElement="div">
      <Stack gap={6}>
        {items.map(({ title, explanation }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item that is being written has no name but its place.
          <div key={index}>
            <Group gap={4} wrap="nowrap">
              <TextInput
                flex={1}
                aria-label={`Document ${index + 1}`}
                placeholder={index === 0 ? 'Proof of funds' : 'Another document'}
                {...ITEM.title}
                required={false}
                autoFocus={index > 0 && title === ''}
                value={title}
                onChange={({ currentTarget }) => set(index, { title: currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || title.trim() === '') return
                  event.preventDefault()
                  add()
                }}
              />
              <ActionIcon
                size={34}
                aria-label={`Explain document ${index + 1}`}
                disabled={explanation !== null}
                onClick={() => set(index, { explanation: '' })}
              >
                <IconMessagePlus size={16} />
              </ActionIcon>
              {items.length > 1 && (
                <ActionIcon
                  size={34}
                  aria-label={`Remove document ${index + 1}`}
                  onClick={() => onChange(items.toSpliced(index, 1))}
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </Group>
            {explanation !== null && (
              <Textarea
                mt={4}
                size="xs"
                autosize
                autoFocus
                {...ITEM.explanation}
                aria-label={`Explanation of document ${index + 1}`}
                placeholder="The last two statements, all pages"
                value={explanation}
                onChange={({ currentTarget }) => set(index, { explanation: currentTarget.value })}
              />
            )}
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={add}
        >
          Add document
        </Button>
      </Stack>
    </Input.Wrapper>
  )
}

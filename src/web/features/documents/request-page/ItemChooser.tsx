import { Button, Modal, Stack } from '@mantine/core'
import type { RequestItem } from '#domains/documents/requests/schema.ts'
import type { Dropped } from '#web/features/documents/upload/uploads.ts'
import { formatCount } from '#web/kit/figures.ts'

type Props = {
  items: RequestItem[]
  files: Dropped[] | null
  onChosen: (item: string) => void
  onClose: () => void
}

/** Files that were dropped on the page could be for any item, so their sender says which. */
export function ItemChooser({ items, files, onChosen, onClose }: Props) {
  return (
    <Modal
      opened={files !== null}
      onClose={onClose}
      title={`What ${files?.length === 1 ? 'is this file' : `are these ${formatCount(files?.length ?? 0, 'file')}`}?`}
    >
      <Stack gap={6}>
        {items
          .filter(({ state }) => state !== 'waived')
          .map(({ id, title }) => (
            <Button key={id} variant="default" justify="flex-start" onClick={() => onChosen(id)}>
              {title}
            </Button>
          ))}
      </Stack>
    </Modal>
  )
}

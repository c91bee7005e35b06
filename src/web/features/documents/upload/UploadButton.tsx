import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFolder, IconUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import { isSame, useAudiences } from '#web/features/documents/audiences.ts'
import { readChosen } from './dropped-files.ts'
import type { Dropped } from './uploads.ts'
import { useNewFilesAudience } from './use-upload.ts'

export function UploadButton({ onChosen }: { onChosen: (files: Dropped[]) => void }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    onChosen(readChosen(input.files ?? []))
    input.value = ''
  }
  return (
    <Button.Group>
      <Button leftSection={<IconUpload size={16} />} onClick={() => files.current?.click()}>
        Upload
      </Button>
      <Menu>
        <Menu.Target>
          <Button
            px={8}
            aria-label="Ways to upload"
            style={{ borderInlineStart: '1px solid rgb(255 255 255 / 35%)' }}
          >
            <IconChevronDown size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUpload size={15} />} onClick={() => files.current?.click()}>
            Files
          </Menu.Item>
          <Menu.Item leftSection={<IconFolder size={15} />} onClick={() => folder.current?.click()}>
            Folder
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>New files are visible to</Menu.Label>
          <AudienceItems />
        </Menu.Dropdown>
      </Menu>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label="Folder to upload"
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.currentTarget)}
      />
    </Button.Group>
  )
}

function AudienceItems() {
  const [chosen, setChosen] = useNewFilesAudience()
  return useAudiences().map(({ label, ...audience }) => (
    <Menu.RadioItem
      key={label}
      value={label}
      checked={isSame(audience, chosen)}
      onChange={() => setChosen(audience)}
    >
      {label}
    </Menu.RadioItem>
  ))
}

import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { saveAnswer } from '#web/kit/downloads.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'

type ExportFormat = 'csv' | 'xlsx'

/** The whole list as a file, with its filters, order and columns: the server writes it, not what is loaded here. */
export function ExportMenu({ fetch }: { fetch: (format: ExportFormat) => Promise<Response> }) {
  const [busy, setBusy] = useState(false)
  const save = (format: ExportFormat) => {
    setBusy(true)
    return fetch(format)
      .then((answer) => saveAnswer(answer, `list.${format}`))
      .catch(notifyRefusal)
      .finally(() => setBusy(false))
  }
  return (
    <Menu>
      <Menu.Target>
        <Tooltip label="Export">
          <ActionIcon variant="default" size={30} aria-label="Export" loading={busy} visibleFrom="sm">
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('csv')}>CSV</Menu.Item>
        <Menu.Item onClick={() => save('xlsx')}>Excel (XLSX)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

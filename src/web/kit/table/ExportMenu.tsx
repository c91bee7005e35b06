import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnyCall, ArgsOf } from '#lib/contract.ts'
import { call } from '#web/calls.ts'
import { saveAnswer } from '#web/kit/downloads.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'

type Format = { format: 'csv' | 'xlsx' }
type Props<C extends AnyCall & { gives: 'file' }> = { route: C; argsFor: (as: Format) => ArgsOf<C> }

/** The whole list as a file, with its filters, order and columns: the server writes it, not what is loaded here. */
export function ExportMenu<C extends AnyCall & { gives: 'file' }>({ route, argsFor }: Props<C>) {
  const [busy, setBusy] = useState(false)
  const save = (format: Format['format']) => {
    setBusy(true)
    return call(route, argsFor({ format }))
      .then((answer) => saveAnswer(answer as Response, `list.${format}`))
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

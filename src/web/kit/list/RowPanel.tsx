import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Panel } from '#web/kit/panel/Panel.tsx'
import { PanelLayout, PHONE } from '#web/kit/panel/PanelLayout.tsx'
import { SidePanel } from '#web/kit/SidePanel.tsx'
import type { TableProps } from '#web/kit/table/table-props.ts'
import type { List } from './list.ts'

type Preview<R extends { id: string }> = Pick<TableProps<R>, 'previewed' | 'onPreview'>

type Props<R extends { id: string }> = {
  list: Pick<List<R>, 'open' | 'show'>
  rows: R[]
  label: string
  count: number
  panel: ((row: R) => ReactNode) | undefined
  unlisted: ((id: string) => ReactNode) | undefined
  /** Where a row has a page of its own; on a phone it is opened at once. */
  onOpen: ((row: R) => void) | undefined
  children: (preview: Preview<R>) => ReactNode
}

/** The open row beside its list, with the way to the next; on a phone over it. */
export function RowPanel<R extends { id: string }>(props: Props<R>) {
  const { list, rows, label, count, panel, unlisted, onOpen, children } = props
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false
  if (!panel || (phone && onOpen)) return children({})
  const at = rows.findIndex(({ id }) => id === list.open)
  const row = rows[at]
  const shown = row ? panel(row) : list.open && unlisted?.(list.open)
  const close = () => list.show(undefined)
  const preview = { previewed: list.open, onPreview: (next: R | null) => list.show(next?.id) }
  if (phone)
    return (
      <>
        {children(preview)}
        <SidePanel title={label} opened={!!shown} onClose={close}>
          {shown}
        </SidePanel>
      </>
    )
  const beside = shown && (
    <Panel
      index={at}
      count={count}
      go={(step) => list.show(rows[at + step]?.id)}
      {...(onOpen && row && { open: () => onOpen(row) })}
      onClose={close}
    >
      <div key={list.open}>{shown}</div>
    </Panel>
  )
  return (
    <PanelLayout label={label} panel={beside || null}>
      {children(preview)}
    </PanelLayout>
  )
}

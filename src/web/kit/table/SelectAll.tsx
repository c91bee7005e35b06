import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { formatNumber } from '#web/kit/figures.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import type { Selection } from './use-selection.ts'

export type Counted = { total: number | null; total_is_exact: boolean }
type Props = {
  selection: Pick<Selection, 'selected' | 'choose' | 'most'>
  counted: Counted
  sort: string
  /** Loads further pages until there are so many, or no more. Answers them all. */
  load: (count: number) => Promise<{ id: string }[]>
}

/** All rows that are loaded are selected: says that these are not all there are, and offers the others. */
export function SelectAll({ selection, counted, sort, load }: Props) {
  const [busy, setBusy] = useState(false)
  const offer = moreToSelect(counted, selection.selected.length, sort, selection.most)
  const selectMore = () => {
    setBusy(true)
    return load(selection.most)
      .then(selection.choose, notifyRefusal)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Text size="sm" fw={600} aria-live="polite">
        {loadedNote(counted, selection.selected.length, selection.most)}
      </Text>
      {offer && (
        <Button size="compact-sm" variant="light" loading={busy} onClick={selectMore}>
          {offer}
        </Button>
      )}
    </>
  )
}

/** What more can be selected in one step; null when nothing can. */
export function moreToSelect(
  { total, total_is_exact }: Counted,
  loaded: number,
  sort: string,
  most: number,
): string | null {
  if (loaded >= most || (total_is_exact && total !== null && loaded >= total)) return null
  if (total_is_exact && total !== null && total <= most) return `Select all ${formatNumber(total, 0)}`
  return `Select the ${sort === 'newest' ? 'newest' : 'first'} ${most}`
}

export function loadedNote({ total, total_is_exact }: Counted, selected: number, most: number): string {
  const count = formatNumber(selected, 0)
  if (total_is_exact && total !== null && selected >= total) return `All ${count} selected`
  if (selected < most) return `All ${count} loaded are selected`
  const of = total_is_exact && total !== null ? ` of ${formatNumber(total, 0)}` : ''
  return `${count}${of} selected, the most for one action`
}

import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { formatNumber } from '#web/kit/figures.ts'
import type { List } from '#web/kit/list/list.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { useRowAtCurrent } from '#web/kit/use-row-at-current.ts'
import { SaveView } from './SaveView.tsx'
import { ViewMenu } from './ViewMenu.tsx'
import styles from './ViewTabs.module.css'
import {
  type BuiltInView,
  differs,
  EVERYTHING,
  filtersOf,
  type SavedView,
  searchOf,
  type Views,
} from './view.ts'

type Props<Row> = {
  builtIn: BuiltInView[]
  views: Views
  list: Pick<List<Row>, 'search' | 'setSearch' | 'columns'>
}

/** The views of a list as tabs: those that it comes with, then those that people saved. */
export function ViewTabs<Row>({ builtIn, views, list }: Props<Row>) {
  const { search, setSearch } = list
  const columns = list.columns.chosen
  const row = useRef<HTMLElement>(null)
  const [naming, setNaming] = useState(false)
  const current = search.view ?? EVERYTHING
  useRowAtCurrent(row, '[aria-current=page]', current)
  const open = (view: BuiltInView | SavedView) => setSearch(searchOf(view))
  const saved = views.saved.find(({ id }) => id === current)
  const taken = [...builtIn.map(({ label }) => label), ...views.saved.map(({ name }) => name)]
  const changed = differs(search, saved ?? builtIn.find(({ id }) => id === current) ?? { filters: {} })
  const save = (view: SavedView) =>
    views
      .change(view, { filters: filtersOf(search), sort: search.sort ?? null, columns })
      .then(() => notify(`View “${view.name}” saved.`), notifyRefusal)
  return (
    <div className={styles.row}>
      <nav ref={row} aria-label="Views" className={styles.tabs}>
        {builtIn.map((view) => (
          <Tab key={view.id} current={view.id === current} onClick={() => open(view)}>
            {view.label}
            {!!view.count && <span className={styles.count}>{formatNumber(view.count, 0)}</span>}
          </Tab>
        ))}
        {views.saved.map((view) => (
          <Tab key={view.id} current={view.id === current} onClick={() => open(view)}>
            {(view.shared || view.team_id) && <IconUsers size={14} aria-label={sharedBy(view)} />}
            {view.name}
          </Tab>
        ))}
      </nav>
      {saved?.may && <ViewMenu view={saved} views={views} taken={taken} onGone={() => setSearch({})} />}
      {changed && saved?.may && (
        <Button size="compact-sm" variant="light" onClick={() => save(saved)}>
          Save changes
        </Button>
      )}
      <SaveView
        opened={naming}
        onClose={() => setNaming(false)}
        views={views}
        taken={taken}
        save={async (name, sharing) => {
          const view = await views.create(name, sharing, search, columns)
          setSearch({ ...search, view: view.id })
        }}
      >
        {changed ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setNaming(!naming)}
          >
            Save as view
          </Button>
        ) : (
          <Tooltip label="Filter or sort the list, then save it as a view">
            <ActionIcon size="sm" aria-label="Save as view" onClick={() => setNaming(!naming)}>
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </SaveView>
    </div>
  )
}

const sharedBy = ({ user_name, team_name }: SavedView) =>
  `Shared by ${user_name ?? 'a colleague'}${team_name ? ` with ${team_name}` : ''}`

type TabProps = { current: boolean; onClick: () => void; children: ReactNode }

function Tab({ current, onClick, children }: TabProps) {
  return (
    <UnstyledButton className={styles.tab} aria-current={current ? 'page' : undefined} onClick={onClick}>
      {children}
    </UnstyledButton>
  )
}

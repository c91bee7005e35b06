import { ActionIcon, Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconMinus, IconPlus } from '@tabler/icons-react'
import styles from './PageBar.module.css'

/** In percent of the room that there is. */
export const ZOOMS = [60, 80, 100, 130, 170, 220]
export const WHOLE = ZOOMS.indexOf(100)

type Props = {
  current: number
  count: number
  zoom: number
  setZoom: (zoom: number) => void
  goTo: (page_number: number) => void
}

/** Which page one is on, the list of the others, and how large they are. */
export function PageBar({ current, count, zoom, setZoom, goTo }: Props) {
  return (
    <Group justify="space-between" className={styles.bar}>
      <Menu position="bottom-start" disabled={count < 2}>
        <Menu.Target>
          <UnstyledButton className={styles.pages} aria-label={`Page ${current} of ${count}. Go to a page`}>
            Page {current} of {count}
            {count > 1 && <IconChevronDown size={13} aria-hidden />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {Array.from({ length: count }, (_, at) => at + 1).map((page_number) => (
            <Menu.Item
              key={page_number}
              aria-current={page_number === current ? 'page' : undefined}
              onClick={() => goTo(page_number)}
            >
              Page {page_number}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Group gap={2}>
        <ActionIcon size="md" aria-label="Zoom out" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          <IconMinus size={15} />
        </ActionIcon>
        <Text size="xs" w={40} ta="center" className="figures">
          {ZOOMS[zoom]}%
        </Text>
        <ActionIcon
          size="md"
          aria-label="Zoom in"
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(zoom + 1)}
        >
          <IconPlus size={15} />
        </ActionIcon>
      </Group>
    </Group>
  )
}

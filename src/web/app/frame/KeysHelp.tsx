import { Kbd, Modal, Stack, Text } from '@mantine/core'
import { domains } from '#web/app/domains.ts'
import type { Shortcuts } from '#web/pages.ts'
import styles from './KeysHelp.module.css'

const ALL: Shortcuts[] = [
  {
    on: 'Everywhere',
    keys: [
      [['Ctrl', 'K'], 'Search or jump'],
      [['?'], 'This help'],
      [['Esc'], 'Close what is open'],
    ],
  },
  {
    on: 'In search',
    keys: [
      [['@'], 'People only'],
      [['>'], 'Actions only'],
      [['↑', '↓'], 'Move'],
      [['Enter'], 'Open'],
    ],
  },
  ...domains.flatMap(({ shortcuts = [] }) => shortcuts),
]

/** The keys of the list that is on the page, if there is one. */
function keysOfList(): Shortcuts[] {
  const list = document.querySelector('[role=grid]')
  if (!list) return []
  const keys: Shortcuts['keys'] = [[['↑', '↓'], 'Previous or next row']]
  if (list.closest('[data-list]')) keys.push([['Space'], 'Show or hide the preview'])
  if (list.querySelector('[data-opens]')) keys.push([['Enter'], 'Open'])
  if (list.hasAttribute('data-selectable')) keys.push([['x'], 'Select'], [['Shift', 'x'], 'Select a range'])
  if (document.querySelector('[data-list-search]')) keys.push([['/'], 'Search the list'])
  return [{ on: 'In the list', keys }]
}

export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts">
      <Stack gap="md">
        {[...keysOfList(), ...ALL].map(({ on, keys }) => (
          <section key={on} aria-label={on}>
            <Text size="xs" fw={600} c="dimmed" mb={4}>
              {on}
            </Text>
            {keys.map(([combination, what]) => (
              <div key={what} className={styles.line}>
                <span>{what}</span>
                <span className={styles.keys}>
                  {combination.map((key) => (
                    <Kbd key={key} size="xs">
                      {key}
                    </Kbd>
                  ))}
                </span>
              </div>
            ))}
          </section>
        ))}
      </Stack>
    </Modal>
  )
}

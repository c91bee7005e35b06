import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { nextStages } from '#domains/transactions/rules/stages.ts'
import type { Stage } from '#domains/transactions/schema.ts'
import { STAGES } from '#web/features/transactions/words.ts'
import type { Moved } from './steps.ts'

type Props = { deal: Moved; step: (deal: Moved, to: Stage) => void; children: ReactNode }

/** The stages to which a deal can go. */
export function StageMenu({ deal, step, children }: Props) {
  return (
    <Menu>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Move to</Menu.Label>
        {nextStages(deal.stage).map((to) => (
          <Menu.Item key={to} onClick={() => step(deal, to)} {...(to === 'cancelled' && { color: 'red' })}>
            {STAGES[to][0]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

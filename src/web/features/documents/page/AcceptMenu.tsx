import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { Extraction } from '#domains/documents/extractions/schema.ts'
import { THRESHOLDS, useThreshold } from '#web/features/documents/review/use-threshold.ts'
import { formatConfidence, formatCount } from '#web/kit/figures.ts'

type Props = { extractions: Extraction[]; accept: (from: number) => Promise<void> }

/** Accepts all key terms that are confident enough; how confident that is, the person says. */
export function AcceptMenu({ extractions, accept }: Props) {
  const [from, setFrom] = useThreshold()
  const above = (least: number) =>
    extractions.filter(({ state, confidence }) => state === 'proposed' && confidence >= least).length
  if (above(Math.min(...THRESHOLDS)) === 0) return null
  return (
    <Button.Group mb={8}>
      {above(from) > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => accept(from)}>
          Accept {formatCount(above(from), 'key term')} ({formatConfidence(from)} or more confident)
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            aria-label="Choose the confidence"
            rightSection={above(from) === 0 && <IconChevronDown size={14} />}
          >
            {above(from) > 0 ? <IconChevronDown size={14} /> : 'Accept less certain key terms'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {THRESHOLDS.map((least) => (
            <Menu.Item
              key={least}
              aria-current={least === from || undefined}
              disabled={above(least) === 0}
              onClick={() => setFrom(least)}
            >
              {formatConfidence(least)} or more confident: {formatCount(above(least), 'key term')}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  )
}

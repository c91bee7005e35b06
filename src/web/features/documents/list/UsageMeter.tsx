import { Progress, Text, Tooltip } from '@mantine/core'
import { documents } from '#domains/documents/contract.ts'
import { formatBytes } from '#web/kit/figures.ts'
import { useCall } from '#web/use-call.ts'

const TIGHT = 0.8
const FULL = 0.95

/** How much room the organization has used; it says so louder when there is little left. */
export function UsageMeter() {
  const { data } = useCall(documents.usage, {})
  if (!data) return null
  const part = data.used_bytes / Math.max(1, data.quota_bytes)
  const color = part > FULL ? 'red' : part > TIGHT ? 'amber' : 'gray'
  const sentence = `${formatBytes(data.used_bytes)} of ${formatBytes(data.quota_bytes)} used`
  return (
    <Tooltip label={`${sentence}. Deleting documents permanently frees space.`}>
      <div style={{ width: 150 }}>
        <Text size="xs" c="dimmed" className="figures">
          {sentence}
        </Text>
        <Progress value={Math.max(1, part * 100)} size={4} color={color} aria-label={sentence} />
      </div>
    </Tooltip>
  )
}

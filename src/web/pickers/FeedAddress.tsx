import { Stack, Text } from '@mantine/core'
import { Secret } from '#web/kit/Secret.tsx'

/** The address of a calendar feed, which is shown once, and what to do with it. */
export function FeedAddress({ url }: { url: string }) {
  return (
    <Stack gap="sm">
      <Text size="sm">
        In your calendar program, add a calendar “from URL” (Apple: “New calendar subscription”) with this
        address. Anyone who has it can read these dates, and it won’t be shown again.
      </Text>
      <Secret value={url} label="Address" />
      <Text size="sm" c="dimmed">
        Calendar programs look for changes from time to time, Google about once a day.
      </Text>
    </Stack>
  )
}

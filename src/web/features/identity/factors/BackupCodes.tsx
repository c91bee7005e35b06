import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { saveText } from '#web/kit/downloads.ts'
import { CopyButton } from '#web/kit/Secret.tsx'

/** Shown once: only their hashes are kept. */
export function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const text = `Deedline backup codes. Each works once.\n\n${codes.join('\n')}\n`
  return (
    <Stack gap="md">
      <Text size="sm">
        Save these ten codes somewhere you can reach without your phone. Each works once. They won’t be shown
        again.
      </Text>
      <SimpleGrid cols={2} spacing="xs" verticalSpacing={4} ff="monospace" aria-label="Backup codes">
        {codes.map((code) => (
          <span key={code}>{code}</span>
        ))}
      </SimpleGrid>
      <Group gap="xs" className="no-print">
        <CopyButton value={text}>Copy</CopyButton>
        <Button
          variant="default"
          leftSection={<IconDownload size={15} />}
          onClick={() => saveText('deedline-backup-codes.txt', text)}
        >
          Download
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
          Print
        </Button>
      </Group>
      <Button className="no-print" onClick={onDone}>
        I saved these codes
      </Button>
    </Stack>
  )
}

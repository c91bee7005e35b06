import { Anchor, Button, FileButton, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { saveFile } from '#web/kit/downloads.ts'
import styles from './Import.module.css'

type Props = {
  example: { name: string; text: string }
  busy: boolean
  /** The kinds of files, and what the button says. */
  accept?: string
  label?: string
  onChosen: (file: File) => void
}

const SHEETS = { accept: '.csv,.tsv,.xlsx', label: 'Choose a CSV or XLSX file' }

export function ChooseFile({ example, busy, onChosen, ...files }: Props) {
  const { accept, label } = { ...SHEETS, ...files }
  return (
    <Stack align="center" className={styles.box}>
      <IconFileSpreadsheet size={32} stroke={1.3} aria-hidden />
      <FileButton accept={accept} onChange={(file) => file && onChosen(file)}>
        {(props) => (
          <Button loading={busy} {...props}>
            {label}
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed" ta="center">
        The first row names the columns.{' '}
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => saveFile(example.name, 'text/csv', example.text)}
        >
          Download an example
        </Anchor>
      </Text>
    </Stack>
  )
}

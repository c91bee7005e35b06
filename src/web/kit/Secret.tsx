import { Button, Code, Group } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { notify } from './notify.tsx'

/** A secret that is shown once, with the button that takes it along. */
export function Secret({ value, label }: { value: string; label: string }) {
  return (
    <Group gap="xs" wrap="nowrap" align="stretch">
      <Code block flex={1} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} aria-label={label}>
        {value}
      </Code>
      <CopyButton value={value} />
    </Group>
  )
}

export function CopyButton({ value, children = 'Copy' }: { value: string; children?: string }) {
  const [copied, setCopied] = useState(false)
  const Icon = copied ? IconCheck : IconCopy
  const copy = async () => {
    setCopied(await copyText(value))
    window.setTimeout(() => setCopied(false), 2000)
  }
  return (
    <Button variant="default" leftSection={<Icon size={15} />} onClick={copy}>
      {copied ? 'Copied' : children}
    </Button>
  )
}

/** Browsers keep the clipboard from pages without TLS; then the person is told to copy by hand. */
async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch {
    notify('This browser does not let us copy. Select the text and copy it by hand.')
    return false
  }
}

import { Avatar, Group, Text } from '@mantine/core'
import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconMail,
  IconPhoto,
  type IconProps,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import styles from './chips.module.css'

/** A person looks like this everywhere: initials and name. */
export function PersonChip({ name, note }: { name: string | null; note?: string | undefined }) {
  const shown = name?.trim() || 'Former member'
  return (
    <Group gap={8} wrap="nowrap" className={styles.chip}>
      <Avatar size={22} radius="xl" color="gray" variant="light" aria-hidden>
        {initialsOf(shown)}
      </Avatar>
      <Text span inherit truncate>
        {shown}
        {note && <Text span inherit c="dimmed">{` · ${note}`}</Text>}
      </Text>
    </Group>
  )
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  return `${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}`.toUpperCase()
}

type DocumentChipProps = { id: string; title: string; mime_type: string; search?: { q?: string } }

/** A document looks like this everywhere: what kind of file, and its title, which opens it. */
export function DocumentChip({ id, title, mime_type, search = {} }: DocumentChipProps) {
  return (
    <Link to="/documents/$id" params={{ id }} search={search} className={styles.document}>
      <FileIcon mime_type={mime_type} size={17} />
      <span className={styles.title}>{title}</span>
    </Link>
  )
}

export function FileIcon({ mime_type, ...props }: { mime_type: string } & IconProps) {
  const Icon = iconOf(mime_type)
  return <Icon stroke={1.5} aria-hidden className={styles.icon} {...props} />
}

function iconOf(mime_type: string) {
  if (mime_type === 'application/pdf') return IconFileTypePdf
  if (mime_type.startsWith('image/')) return IconPhoto
  if (/sheet|excel|csv/.test(mime_type)) return IconFileSpreadsheet
  if (/message|outlook/.test(mime_type)) return IconMail
  if (/text|word|document|rtf/.test(mime_type)) return IconFileText
  return IconFile
}

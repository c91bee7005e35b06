import { Anchor, Stack, Text } from '@mantine/core'
import type { Contact } from '#domains/contacts/schema.ts'
import { formatPhone } from '#web/kit/figures.ts'
import { addressLines } from './words.ts'

/** How a contact is reached: email addresses, numbers, website and addresses, the primary ones first. */
export function ContactLines({ contact: { emails, phones, website, addresses } }: { contact: Contact }) {
  return (
    <Stack gap={6} fz="sm">
      {emails.map(({ label, email }) => (
        <Line key={email} label={label}>
          <Anchor inherit href={`mailto:${email}`}>
            {email}
          </Anchor>
        </Line>
      ))}
      {phones.map(({ label, number, extension }) => (
        <Line key={`${number} ${extension}`} label={label}>
          <Anchor inherit href={`tel:${number}${extension ? `;ext=${extension}` : ''}`}>
            {formatPhone(number)}
            {extension && ` ext. ${extension}`}
          </Anchor>
        </Line>
      ))}
      {website && (
        <Line label="website">
          <Anchor inherit href={website} target="_blank" rel="noreferrer">
            {website.replace(/^https?:\/\//i, '').replace(/\/$/, '')}
          </Anchor>
        </Line>
      )}
      {addresses.map((address) => (
        <Line key={addressLines(address).join()} label={address.label}>
          {addressLines(address).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Line>
      ))}
    </Stack>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      {children}
      <Text span size="xs" c="dimmed">{` ${label}`}</Text>
    </div>
  )
}

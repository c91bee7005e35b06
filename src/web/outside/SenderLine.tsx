import { Anchor, Avatar } from '@mantine/core'
import type { SenderCard } from '#domains/documents/senders/schema.ts'
import { initialsOf } from '#web/kit/chips.tsx'
import styles from './shared.module.css'

type Props = { sender: SenderCard; organization: string; did: string }

/** Who writes to a client: by name, for whom, and how to call them, so that nobody has to trust a bare link. */
export function SenderLine({ sender, organization, did }: Props) {
  const { name, phone, license_number, photo_url } = sender
  const shown = name ?? organization
  return (
    <div className={styles.sender}>
      <Avatar size={40} radius="xl" color="gray" variant="light" src={photo_url} alt="" aria-hidden>
        {initialsOf(shown)}
      </Avatar>
      <div>
        <div>
          {did} <strong>{shown}</strong>
          {name && `, ${organization}`}
        </div>
        {(phone || license_number) && (
          <div className={styles.contact}>
            {phone && (
              <Anchor href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} inherit c="var(--mantine-color-text)">
                {phone}
              </Anchor>
            )}
            {license_number && <span>License {license_number}</span>}
          </div>
        )}
      </div>
    </div>
  )
}

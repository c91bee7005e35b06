import { ActionIcon, Menu, Modal, Text } from '@mantine/core'
import { IconDots, IconLink, IconLinkOff, IconMailForward, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { guests } from '#domains/transactions/guests/contract.ts'
import type { Guest } from '#domains/transactions/guests/schema.ts'
import type { Party } from '#domains/transactions/parties/schema.ts'
import { CLIENT_ROLES } from '#domains/transactions/rules/guests.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { Secret } from '#web/kit/Secret.tsx'
import { useChange } from '#web/use-call.ts'
import { ChangePartyModal } from './ChangePartyModal.tsx'
import { endedInWords } from './ended-in-words.ts'

type Props = { id: string; party: Party; guest: Guest | undefined; remove: () => void; ask: () => void }

/** What can be done with a party: let a client see the deal, ask them for documents, take them out. */
export function PartyMenu({ id, party, guest, remove, ask }: Props) {
  const { id: party_id, display_name, role, email } = party
  const [invite, revoke] = [useChange(guests.invite), useChange(guests.revoke)]
  const [url, setUrl] = useState<string | null>(null)
  const [changing, setChanging] = useState(false)
  const client = CLIENT_ROLES.includes(role)
  const send = async () => {
    const invited = await invite.make({ id }, { party_id }).catch(notifyRefusal)
    if (invited) setUrl(invited.url)
  }
  const end = async () => {
    if (!guest) return
    const ended = await revoke.make({ id, guest_id: guest.id }).catch(notifyRefusal)
    if (ended) notify(endedInWords(ended))
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={26} variant="subtle" color="gray" aria-label={`Actions for ${display_name}`}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {client && (
            <Menu.Item leftSection={<IconLink size={15} />} disabled={!email} onClick={send}>
              {guest ? 'Send a new link to their page' : 'Let them see the deal'}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setChanging(true)}>
            Change role
          </Menu.Item>
          <Menu.Item leftSection={<IconMailForward size={15} />} disabled={!email && !guest} onClick={ask}>
            Request documents
          </Menu.Item>
          {guest && (
            <Menu.Item leftSection={<IconLinkOff size={15} />} onClick={end}>
              End their access
            </Menu.Item>
          )}
          {!email && <Menu.Label>Add an email address to the contact first.</Menu.Label>}
          <Menu.Divider />
          <Menu.Item leftSection={<IconX size={15} />} onClick={remove}>
            Remove from the deal
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePartyModal id={id} party={party} opened={changing} onClose={() => setChanging(false)} />
      <Modal opened={url !== null} onClose={() => setUrl(null)} title={`${display_name} can see the deal`}>
        <Text size="sm" mb="md">
          We emailed them this link. It shows the prices, the dates, what you ask them for, and the documents
          that you share with their address. It doesn’t show commissions, notes or other people.
        </Text>
        <Secret value={url ?? ''} label="Link" />
      </Modal>
    </>
  )
}

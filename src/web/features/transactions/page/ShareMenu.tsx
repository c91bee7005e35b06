import { ActionIcon, Menu } from '@mantine/core'
import { IconShare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { shares } from '#domains/documents/shares/contract.ts'
import { guests } from '#domains/transactions/guests/contract.ts'
import { everyOf } from '#web/calls.ts'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

type Props = { id: string; document_id: string; title: string }

/** Shares a document of a deal with a client who can see the deal: they get an email, and it is on their page. */
export function ShareMenu({ id, document_id, title }: Props) {
  const { data: invited = [] } = useQuery(everyOf(guests.all, { id }))
  const [create, revoke] = [useChange(shares.create), useChange(shares.revoke)]
  const may = useMay('documents.share')
  if (!may || invited.length === 0) return null
  const share = async (email: string, name: string) => {
    const made = await create
      .make({ id: document_id }, { email, access_type: 'download' })
      .catch(notifyRefusal)
    if (made)
      notifyUndo(`${title} shared with ${name}.`, () => revoke.make({ id: document_id, share_id: made.id }))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={26} variant="subtle" color="gray" aria-label={`Share ${title} with a client`}>
          <IconShare size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Share with</Menu.Label>
        {invited.map(({ id: guest_id, display_name, email }) => (
          <Menu.Item key={guest_id} onClick={() => share(email, display_name)}>
            {display_name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

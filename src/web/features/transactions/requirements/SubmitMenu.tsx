import { Button, FileButton, Loader, Menu } from '@mantine/core'
import { IconFile, IconSearch, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { attachments } from '#domains/transactions/documents/contract.ts'
import { requirements } from '#domains/transactions/requirements/contract.ts'
import type { DealRequirement } from '#domains/transactions/requirements/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { everyOf } from '#web/calls.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { ChooseDocumentModal } from './ChooseDocumentModal.tsx'
import { uploadForDeal } from './upload-for-deal.ts'

type Props = { deal: TransactionDetail; item: DealRequirement }

const MOST_LISTED = 6

/** What fills a required document: one of the deal, another one, or a file from this device. */
export function SubmitMenu({ deal, item }: Props) {
  const { id: requirement_id, name } = item
  const { id } = deal
  const upload = useMay('documents.upload')
  const submit = useChange(requirements.submit)
  const [opened, setOpened] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const [sending, setSending] = useState(false)
  const reset = useRef<() => void>(null)
  const { data } = useQuery({ ...everyOf(attachments.all, { id }), enabled: opened })
  const send = (document_id: string) =>
    submit.run(`${name} submitted for review.`, { id, requirement_id }, { document_id })
  const sendFile = async (file: File | null) => {
    if (!file) return
    setSending(true)
    try {
      await send(await uploadForDeal(file, deal))
    } catch (error) {
      notifyRefusal(error)
    } finally {
      setSending(false)
      reset.current?.()
    }
  }
  return (
    <>
      <FileButton onChange={sendFile} resetRef={reset} inputProps={{ 'aria-label': `File for ${name}` }}>
        {(file) => (
          <Menu position="bottom-end" opened={opened} onChange={setOpened}>
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="default"
                loading={sending || submit.busy}
                aria-label={`Submit ${name}`}
              >
                Submit
              </Button>
            </Menu.Target>
            <Menu.Dropdown maw={340}>
              {upload && (
                <Menu.Item leftSection={<IconUpload size={15} />} onClick={file.onClick}>
                  Upload file
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconSearch size={15} />} onClick={() => setChoosing(true)}>
                Find a document
              </Menu.Item>
              {opened && !data && <Loader size="xs" m="xs" />}
              {data && data.length > 0 && <Menu.Label>Documents of this deal</Menu.Label>}
              {data?.slice(0, MOST_LISTED).map(({ document_id, title }) => (
                <Menu.Item
                  key={document_id}
                  leftSection={<IconFile size={15} />}
                  onClick={() => send(document_id)}
                >
                  {title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </FileButton>
      {choosing && <ChooseDocumentModal name={name} onClose={() => setChoosing(false)} onChoose={send} />}
    </>
  )
}

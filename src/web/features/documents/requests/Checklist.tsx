import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconCircleMinus, IconDots } from '@tabler/icons-react'
import { requests } from '#domains/documents/requests/contract.ts'
import type {
  ArrivalProblem,
  DocumentRequest,
  ItemState,
  RequestItem,
} from '#domains/documents/requests/schema.ts'
import { DOCUMENT_TYPES } from '#web/features/documents/words.ts'
import { DocumentChip } from '#web/kit/chips.tsx'
import { useChange } from '#web/use-call.ts'
import styles from './RequestDetail.module.css'

const SIGNS: Record<ItemState, typeof IconCircle> = {
  open: IconCircle,
  received: IconCircleCheckFilled,
  waived: IconCircleMinus,
}
/** What a member reads about a file that can’t be opened, and what a reminder does as long as one can be sent. */
const PROBLEMS: Record<ArrivalProblem, [what: string, hint: string]> = {
  corrupt: ['Couldn’t be opened.', 'A reminder asks your client to send it again.'],
  empty: ['This file is empty.', 'A reminder asks your client to send it again.'],
  encrypted: ['Protected by a password.', 'A reminder asks your client for a copy without one.'],
}
const STATES: Record<ItemState, string> = { open: 'Missing', received: 'Received', waived: 'Not needed' }

/** Each thing that was asked for, how it stands, and what has come for it. */
export function Checklist({ request }: { request: DocumentRequest }) {
  const { items, documents } = request
  const loose = documents.filter(({ item_id }) => !item_id)
  return (
    <ul className={styles.list} aria-label="Checklist">
      {items.map((item) => (
        <Item
          key={item.id}
          request={request}
          item={item}
          documents={documents.filter(
            ({ item_id }) => item_id === item.id || (items.length === 1 && !item_id),
          )}
        />
      ))}
      {items.length > 1 && loose.length > 0 && (
        <li className={styles.item}>
          <span />
          <Documents documents={loose} awaited={request.state === 'open'} />
        </li>
      )}
    </ul>
  )
}

type Documents = DocumentRequest['documents']
type ItemProps = { request: DocumentRequest; item: RequestItem; documents: Documents }

function Item({ request, item, documents }: ItemProps) {
  const { title, explanation, document_type, state } = item
  const Sign = SIGNS[state]
  return (
    <li className={styles.item} data-state={state}>
      <Sign
        size={17}
        className={styles.sign}
        color={state === 'received' ? 'var(--accent-text)' : 'var(--mantine-color-dimmed)'}
        aria-label={STATES[state]}
      />
      <div>
        <span className={styles.name}>{title}</span>
        {document_type && (
          <Text span size="xs" c="dimmed">
            {' '}
            · {DOCUMENT_TYPES[document_type]}
          </Text>
        )}
        {explanation && <div className={styles.explanation}>{explanation}</div>}
        <Documents documents={documents} awaited={request.state === 'open' && state === 'open'} />
      </div>
      <ItemMenu request={request} item={item} />
    </li>
  )
}

/** `awaited`: a reminder can be sent, and asks for what is shown here. */
function Documents({ documents, awaited }: { documents: Documents; awaited: boolean }) {
  if (documents.length === 0) return null
  return (
    <div className={styles.documents}>
      {documents.map(({ problem, ...document }) => (
        <div key={document.id}>
          <DocumentChip {...document} />
          {problem && (
            <Text size="xs" c="var(--late-text)">
              {PROBLEMS[problem].slice(0, awaited ? 2 : 1).join(' ')}
            </Text>
          )}
        </div>
      ))}
    </div>
  )
}

function ItemMenu({ request: { id, state: whole }, item }: Omit<ItemProps, 'documents'>) {
  const change = useChange(requests.changeItem)
  if (whole === 'revoked') return null
  const to = (state: ItemState, said: string) => change.run(said, { id, item_id: item.id }, { state })
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`Options of “${item.title}”`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item.state !== 'received' && (
          <Menu.Item onClick={() => to('received', 'Marked as received.')}>Mark as received</Menu.Item>
        )}
        {item.state !== 'waived' && (
          <Menu.Item onClick={() => to('waived', 'Marked as not needed.')}>Not needed</Menu.Item>
        )}
        {item.state !== 'open' && (
          <Menu.Item onClick={() => to('open', 'Open again. Send a reminder to tell your client.')}>
            Ask again
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

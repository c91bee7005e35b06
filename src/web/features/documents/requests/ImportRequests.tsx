import { useState } from 'react'
import { requestImports } from '#domains/documents/request-imports/contract.ts'
import { MOST_ROWS } from '#domains/documents/request-imports/schema.ts'
import type { Audience } from '#web/features/documents/audiences.ts'
import { VisibilityFields } from '#web/features/documents/page/VisibilityFields.tsx'
import { formatDay } from '#web/kit/dates.tsx'
import { formatCount } from '#web/kit/figures.ts'
import { ImportWizard } from '#web/kit/import/ImportWizard.tsx'
import type { ImportField } from '#web/kit/import/match.ts'
import { useChange } from '#web/use-call.ts'

type Field = 'email' | 'name' | 'title' | 'items' | 'due_on' | 'message'
const FIELDS: ImportField<Field>[] = [
  { id: 'email', label: 'Email', required: true, names: ['e mail', 'email address', 'client email', 'mail'] },
  { id: 'name', label: 'Client name', names: ['name', 'client', 'full name', 'contact'] },
  {
    id: 'items',
    label: 'Documents you need',
    required: true,
    hint: 'Separated by semicolons. “Bank statement: all pages” adds an explanation.',
    names: ['documents', 'items', 'needed', 'document', 'what'],
  },
  { id: 'title', label: 'Title', names: ['request', 'subject', 'property', 'deal'] },
  { id: 'due_on', label: 'Needed by', names: ['due', 'due date', 'deadline', 'due on', 'needed by'] },
  { id: 'message', label: 'Message', names: ['note', 'notes', 'comment', 'comments', 'text'] },
]
const EXAMPLE = {
  name: 'document requests.csv',
  text: [
    'Email,Client name,Title,Documents,Needed by',
    'buyer@example.com,Bea Buyer,1204 Alder Court,"Proof of funds; Photo ID: both sides",1/15/2027',
    'seller@example.com,Sam Seller,1204 Alder Court,HOA statement,1/22/2027',
  ].join('\r\n'),
}
const NARROWEST: Audience = { visibility: 'private', team_id: null }

/** Asks many clients at once, from a spreadsheet. */
export function ImportRequests({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const run = useChange(requestImports.run)
  const undo = useChange(requestImports.undo)
  const [audience, setAudience] = useState(NARROWEST)
  return (
    <ImportWizard
      opened={opened}
      onClose={onClose}
      title="Import document requests"
      one="request"
      fields={FIELDS}
      example={EXAMPLE}
      most={MOST_ROWS}
      headers={['Client', 'Request', 'Documents', 'Needed by']}
      run={async (rows, dry_run) => {
        const { visibility, team_id } = audience
        const complete = rows.map(({ email = '', items = '', ...rest }) => ({ email, items, ...rest }))
        const body = { rows: complete, dry_run, visibility, ...(team_id && { team_id }) }
        const { import_id, created, rows: checked } = await run.make({}, body)
        return {
          id: import_id,
          created,
          rows: checked.map(({ row, email, title, items, due_on, errors }) => ({
            row,
            errors,
            cells: [email, title, items.join(', '), due_on ? formatDay(due_on) : ''],
          })),
        }
      }}
      undoNote="Your clients are getting an email with their link. Undoing revokes the links; emails that were sent can’t be taken back."
      undo={async (id) => {
        const { revoked } = await undo.make({ id })
        return `${formatCount(revoked, 'request')} revoked.`
      }}
    >
      <VisibilityFields
        visibility={audience.visibility}
        team_id={audience.team_id}
        onChange={(change) => setAudience((before) => ({ ...before, ...change }))}
      />
    </ImportWizard>
  )
}

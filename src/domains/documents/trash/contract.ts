import { DocumentDetail } from '#domains/documents/schema.ts'
import { contract, post, remove } from '#lib/contract.ts'

/** The policy decides who may trash and restore which document. */
export const trash = contract(
  { tag: 'documents', about: ['document'], who: 'documents.read' },
  {
    trash: remove('/documents/:id', {
      summary: 'Move a document to the trash',
      oneOf: ['documents.delete', 'documents.manage'],
    }),
    restore: post('/documents/:id/restore', {
      summary: 'Restore a document from the trash',
      oneOf: ['documents.delete', 'documents.manage'],
      gives: DocumentDetail,
    }),
    purge: post('/documents/:id/purge', {
      summary: 'Delete a document in the trash permanently',
      oneOf: ['documents.manage'],
      agents: false,
    }),
  },
)

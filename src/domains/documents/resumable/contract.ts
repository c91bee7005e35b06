import { contract, head, patch, post, remove } from '#lib/contract.ts'

/** Large files by the tus protocol 1.0, whose requests and responses are in the headers. */
export const uploads = contract(
  { tag: 'uploads', about: ['upload'], who: 'documents.upload', agents: false },
  {
    begin: post('/uploads', {
      errors: ['missing', 'too_large', 'quota_exceeded', 'duplicate'],
      summary: 'Start a resumable upload (tus)',
      gives: 'headers',
      limit: 120, // enough for someone who starts a folder of large files within a minute
    }),
    received: head('/uploads/:id', {
      summary: 'Get how much of a resumable upload has arrived (tus)',
      gives: 'headers',
      limit: false,
    }),
    resume: patch('/uploads/:id', {
      errors: ['duplicate', 'gone', 'quota_exceeded', 'too_large', 'unsupported'],
      summary: 'Continue a resumable upload (tus)',
      gives: 'headers',
      limit: false,
    }),
    abandon: remove('/uploads/:id', { summary: 'Cancel a resumable upload (tus)', limit: false }),
  },
)

import { contract, page, patch, post, remove } from '#lib/contract.ts'
import { NewView, SavedView, ViewChange, ViewQuery } from './schema.ts'

/** A view belongs to the member who created it; administrators can also change a shared one. */
export const views = contract(
  { tag: 'saved views', about: ['view'], who: 'member', personal: true, agents: false },
  {
    all: page('/views', {
      summary: 'List saved views: yours, and those shared with your teams or with everyone',
      query: ViewQuery,
      item: SavedView,
      by: ['position', 'id'],
    }),
    create: post('/views', {
      summary: 'Save a view of a list',
      takes: NewView,
      gives: SavedView,
      status: 201,
      errors: ['invalid', 'refused', 'forbidden'],
    }),
    change: patch('/views/:id', {
      summary: 'Change a saved view',
      takes: ViewChange,
      gives: SavedView,
      versioned: true,
      errors: ['invalid', 'forbidden'],
    }),
    remove: remove('/views/:id', { summary: 'Delete a saved view', errors: ['forbidden'] }),
  },
)

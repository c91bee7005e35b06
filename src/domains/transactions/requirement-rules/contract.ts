import { z } from 'zod'
import { contract, get, page, patch, post, remove } from '#lib/contract.ts'
import { Evaluation, Library, LibraryCopy, NewRule, Rule, RuleChange, RulePreview } from './schema.ts'

/** What changes the rules of the organization is for people. */
const BY_PEOPLE = { agents: false } as const

export const rules = contract(
  { tag: 'transactions', about: ['requirement_rule'], who: 'transactions.review' },
  {
    all: page('/requirement-rules', {
      summary: 'List the rules by which deals need documents, in their order',
      who: 'transactions.read',
      item: Rule,
      by: ['position', 'id'],
    }),
    library: get('/requirement-rules/library', {
      summary: 'Get the library of rules by state, to copy from',
      gives: Library,
      whole: 'The library has eight parts with at most 20 rules each.',
    }),
    evaluation: get('/requirement-rules/evaluation', {
      summary: 'Get how far open deals follow the rules as they are now',
      who: 'transactions.read',
      gives: Evaluation,
    }),
    copy: post('/requirement-rules/copy', {
      ...BY_PEOPLE,
      summary: 'Add rules for states from the library, except those that the organization has',
      takes: LibraryCopy,
      gives: z.object({ added: z.int() }),
      errors: ['refused'],
    }),
    preview_new: post('/requirement-rules/preview', {
      ...BY_PEOPLE,
      summary: 'Preview which open deals a new rule would change',
      takes: NewRule,
      gives: RulePreview,
      status: 200,
    }),
    one: get('/requirement-rules/:id', {
      summary: 'Get a rule for required documents',
      who: 'transactions.read',
      gives: Rule,
      versioned: true,
    }),
    create: post('/requirement-rules', {
      ...BY_PEOPLE,
      summary: 'Create a rule for required documents; open deals follow it',
      takes: NewRule,
      gives: Rule,
      status: 201,
      errors: ['refused'],
    }),
    change: patch('/requirement-rules/:id', {
      ...BY_PEOPLE,
      summary: 'Update a rule for required documents; open deals follow it',
      takes: RuleChange,
      gives: Rule,
      versioned: true,
    }),
    preview: post('/requirement-rules/:id/preview', {
      ...BY_PEOPLE,
      summary: 'Preview which open deals a change of a rule would change',
      takes: RuleChange,
      gives: RulePreview,
    }),
    remove: remove('/requirement-rules/:id', {
      ...BY_PEOPLE,
      summary: 'Remove a rule for required documents; what deals have for it stays',
    }),
  },
)

import { z } from 'zod'
import { contract, get, page, patch, post } from '#lib/contract.ts'
import {
  CommissionPlan,
  CommissionPlanChange,
  FranchiseFee,
  NewCommissionPlan,
  NewFranchiseFee,
  Progress,
} from './schema.ts'

export const plans = contract(
  {
    ...{ tag: 'commissions', about: ['commission_plan', 'commission_line', 'transaction'] },
    who: 'transactions.read',
  },
  {
    all: page('/commission-plans', {
      summary: 'List commission plans, the newest first; agents see their own',
      query: z.object({ user_id: z.uuid().optional() }),
      item: CommissionPlan,
      by: ['id'],
    }),
    progress: page('/commission-plans/progress', {
      summary:
        'List how far each agent has come in their year: what they brought in, kept and have left to their cap',
      item: Progress,
      by: ['user_id'],
    }),
    one: get('/commission-plans/:id', {
      summary: 'Get a commission plan',
      gives: CommissionPlan,
      versioned: true,
    }),
    create: post('/commission-plans', {
      summary: 'Create a commission plan for an agent, from a day on',
      who: 'transactions.manage_commissions',
      takes: NewCommissionPlan,
      gives: CommissionPlan,
      status: 201,
    }),
    change: patch('/commission-plans/:id', {
      summary: 'Change a commission plan: the agent’s current year is computed again',
      who: 'transactions.manage_commissions',
      takes: CommissionPlanChange,
      gives: CommissionPlan,
      versioned: true,
    }),
  },
)

export const franchiseFees = contract(
  { tag: 'commissions', about: ['commission_plan'], who: 'transactions.see_commissions' },
  {
    all: page('/franchise-fees', {
      summary: 'List the franchise fees of the organization, the newest first',
      item: FranchiseFee,
      by: ['id'],
    }),
    create: post('/franchise-fees', {
      summary: 'Set the franchise fee from a day on; a rate of 0 ends it',
      who: 'transactions.manage_commissions',
      takes: NewFranchiseFee,
      gives: FranchiseFee,
      status: 201,
    }),
  },
)

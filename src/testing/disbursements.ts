import { beforeAll } from 'vitest'
import type { testApp } from './app.ts'
import { commissionsOf } from './commissions.ts'
import type { TestPerson } from './people.ts'

type People = Record<'owner' | 'officer' | 'coordinator' | 'agent' | 'stranger', TestPerson>

/** An agency whose agent has a plan with a transaction fee, and what its members do with disbursement authorizations. */
export function disbursementsOf(app: ReturnType<typeof testApp>) {
  const { deal, plan, close, terms } = commissionsOf(app)
  const people = {} as People
  beforeAll(async () => {
    people.owner = await app.newPerson('owner')
    people.stranger = await app.newPerson('owner')
    people.officer = await app.newPerson('officer', people.owner)
    people.coordinator = await app.newPerson('coordinator', people.owner)
    people.agent = await app.newPerson('agent', people.owner)
    await plan(people.owner, people.agent, { deductions: [{ label: 'Transaction fee', amount: '395.00' }] })
  })
  const path = (id: string, step = '') => `/transactions/${id}/disbursement${step}`
  return {
    ...{ people, close, terms, path },
    read: async (person: TestPerson, id: string) => (await app.send(person, 'GET', path(id))).body,
    /** A deal of the agent with its commission computed. */
    computed: async (more: object = {}): Promise<string> => {
      const { id } = await deal(people.agent, more)
      await app.runJobs()
      return id
    },
  }
}

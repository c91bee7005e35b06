import type { testApp } from './app.ts'
import type { TestPerson } from './people.ts'

type App = ReturnType<typeof testApp>

/** What tests of commissions do again and again, as people would. */
export function commissionsOf(app: App) {
  const send = app.send
  const created = async (person: TestPerson, path: string, body: object) => {
    const answer = await send(person, 'POST', path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.raw}`)
    return answer.body
  }
  return {
    /** A deal under contract. */
    deal: (person: TestPerson, more: object = {}): Promise<{ id: string; version: number }> =>
      created(person, '/transactions', {
        ...{ transaction_type: 'sale', side: 'both', stage: 'clear_to_close', contract_date: '2020-01-06' },
        ...{ closing_date: '2026-06-01', sale_price: '400000.00', commission_rate: 0.05 },
        ...{
          property: { address_line1: '12 Harbor Street', city: 'Austin', state: 'TX', zip_code: '78701' },
        },
        ...more,
      }),
    plan: (manager: TestPerson, agent: TestPerson, more: object = {}): Promise<{ id: string }> =>
      created(manager, '/commission-plans', {
        ...{ user_id: agent.user_id, valid_from: '2024-01-01', anniversary: '2024-01-01', cap: null },
        ...{ tiers: [{ from: '0', rate: 0.7 }], deductions: [], ...more },
      }),
    close: (person: TestPerson, id: string, closed_on: string, more: object = {}) =>
      send(person, 'POST', `/transactions/${id}/close`, { from: 'clear_to_close', closed_on, ...more }),
    commission: async (person: TestPerson, id: string) =>
      (await send(person, 'GET', `/transactions/${id}/commissions`)).body,
    terms: (person: TestPerson, id: string, version: number, terms: object) =>
      send(
        person,
        'PATCH',
        `/transactions/${id}/commissions`,
        {
          ...{ gross: { kind: 'rate', rate: 0.05 }, paid_by: 'seller', listing_share: 0.5 },
          ...{ referrals: [], agents: null, ...terms },
        },
        { 'if-match': `"${version}"` },
      ),
    /** Amounts by whom they go to: a member's id, or what the line is. */
    amounts: async (person: TestPerson, id: string): Promise<Record<string, string>> => {
      const { lines } = (await send(person, 'GET', `/transactions/${id}/commissions`)).body
      type Line = { paid_to: string; user_id: string | null; amount: string }
      return Object.fromEntries(lines.map((one: Line) => [one.user_id ?? one.paid_to, one.amount]))
    },
  }
}

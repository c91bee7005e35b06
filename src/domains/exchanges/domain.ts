import type { Domain } from '#infra/domain.ts'
import { calculatorRoutes } from './calculators/routes.ts'
import { personRoutes } from './persons/routes.ts'

/** Section 1031: its rules, the calculators that anyone may use, and what contacts are to each other by those rules. */
export const exchanges: Domain = {
  name: 'exchanges',
  label: 'Exchanges',
  routes: [calculatorRoutes, personRoutes],
}

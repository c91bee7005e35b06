import type { Domain } from '#infra/domain.ts'
import { calculatorRoutes } from './calculators/routes.ts'

/** Section 1031: its rules, and the calculators that anyone may use. */
export const exchanges: Domain = { name: 'exchanges', label: 'Exchanges', routes: [calculatorRoutes] }

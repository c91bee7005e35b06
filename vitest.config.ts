import { defineConfig } from 'vitest/config'

/**
 * Files whose tests start no engine of their own: they share a process and its loaded modules, which is where a third
 * of their CPU went (identity, shares, exchanges and lib, 464 tests: 49 s of user CPU with isolation, 32 s without).
 */
const TOGETHER = [
  'src/lib/**/*.test.ts',
  'src/web/**/*.test.ts',
  'src/domains/identity/**/*.test.ts',
  'src/domains/exchanges/**/*.test.ts',
]

/** Files that all look at one running product through a browser; see src/testing/shared-product.ts. */
const BROWSER = ['tests/calculators.test.ts', 'tests/web/*.test.ts']

const LIMITS = { hookTimeout: 300_000, testTimeout: 30_000, pool: 'forks' } as const

export default defineConfig({
  test: {
    // Vitest would take one worker on two cores, and many tests wait for what runs in other processes.
    maxWorkers: 2,
    globalSetup: ['src/testing/template.ts'],
    projects: [
      { test: { ...LIMITS, name: 'together', include: TOGETHER, isolate: false } },
      {
        test: {
          ...LIMITS,
          name: 'apart',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...TOGETHER, ...BROWSER],
        },
      },
      {
        test: {
          ...LIMITS,
          name: 'browser',
          include: BROWSER,
          globalSetup: ['src/testing/shared-product.ts'],
        },
      },
    ],
  },
})

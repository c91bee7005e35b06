import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    hookTimeout: 120_000,
    testTimeout: 30_000,
    pool: 'forks',
    globalSetup: ['src/testing/template.ts'],
  },
})

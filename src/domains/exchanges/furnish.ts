import type { Furnish } from '#testing/furnish.ts'

export const furnish: Furnish = async () => ({ kind: 'deadlines' })

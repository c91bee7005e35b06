import type { DomainPages } from '#web/pages.ts'

const modules = import.meta.glob<{ pages: DomainPages }>('../features/*/pages.tsx', { eager: true })

/** What every domain brings; a folder under `features/` with a `pages.tsx` is enough to be part of the application. */
export const domains: DomainPages[] = Object.values(modules).map(({ pages }) => pages)

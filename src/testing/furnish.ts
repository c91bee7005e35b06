import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Domain } from '#infra/domain.ts'
import type { testApp } from './app.ts'
import type { TestPerson } from './people.ts'

/**
 * Creates several of everything that a domain's paths can name, in the owner's organization, so that the tests of all
 * routes try something real. Returns ids by what stands before them in a path ("contacts" of /contacts/:id) or by the
 * name of the parameter. A domain has it in its file `furnish.ts`.
 */
export type Furnish = (app: ReturnType<typeof testApp>, owner: TestPerson) => Promise<Record<string, string>>

/** What all domains furnish, lowest first. */
export async function furnishAll(domains: Domain[], ...given: Parameters<Furnish>) {
  const ids: Record<string, string> = {}
  for (const { name } of domains) {
    const file = resolve(`src/domains/${name}/furnish.ts`)
    if (!existsSync(file)) continue
    const { furnish } = (await import(/* @vite-ignore */ file)) as { furnish: Furnish }
    Object.assign(ids, await furnish(...given))
  }
  return ids
}

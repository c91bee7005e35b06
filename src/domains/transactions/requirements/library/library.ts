import type { LibraryRule, LibraryState } from '#domains/transactions/requirement-rules/schema.ts'
import { ARIZONA } from './arizona.ts'
import { CALIFORNIA } from './california.ts'
import { COLORADO } from './colorado.ts'
import { FEDERAL } from './federal.ts'
import { FLORIDA } from './florida.ts'
import { NEW_YORK } from './new-york.ts'
import { TEXAS } from './texas.ts'
import { WASHINGTON } from './washington.ts'

/** A starting point: statutes and forms as of November 2026. What organizations copy is theirs, and follows no update. */
export const LIBRARY: Record<LibraryState, LibraryRule[]> = {
  ...{ US: FEDERAL, AZ: ARIZONA, CA: CALIFORNIA, CO: COLORADO },
  ...{ FL: FLORIDA, NY: NEW_YORK, TX: TEXAS, WA: WASHINGTON },
}

export const LIBRARY_NOTICE =
  'These rules are a starting point and not legal advice. Have your attorney check them, and change them to fit your office.'

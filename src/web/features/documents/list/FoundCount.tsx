import { useState } from 'react'
import { formatCount } from '#web/kit/figures.ts'

type Counted = { total: number | null; total_is_exact: boolean }

/** Of words that are in very many documents, the newest are ranked and counted; the note says so. */
export function FoundCount({ first, ranked }: { first: Counted | undefined; ranked: boolean }) {
  const [kept, setKept] = useState(first)
  if (first && first !== kept) setKept(first)
  if (!kept || kept.total === null) return <> </>
  const count = formatCount(kept.total, 'document')
  if (kept.total_is_exact) return <>{count}</>
  return <>{ranked ? `More than ${count}; the newest are ranked and counted` : `More than ${count}`}</>
}

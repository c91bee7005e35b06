/** What happened to a record, as its timeline has it. */
export type Happened = {
  id: string
  /** What sort of thing it is; things of one sort by one person stand together. */
  sort: string
  who: string
  at: string
}

const TOGETHER_MS = 15 * 60_000

/** What one person did of one sort, one thing after the other, is one entry: newest first, as they came. */
export function together<H extends Happened>(happened: H[]): H[][] {
  const entries: H[][] = []
  for (const one of happened) {
    const open = entries.at(-1)
    const last = open?.at(-1)
    const near = last && Date.parse(last.at) - Date.parse(one.at) < TOGETHER_MS
    if (open && near && last.sort === one.sort && last.who === one.who) open.push(one)
    else entries.push([one])
  }
  return entries
}

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'

/** Something that goes on while the person works elsewhere, such as an upload, an import or an export. */
export type Work = {
  key: string
  /** What it is, for the list of running work: "Uploads". */
  label: string
  /** What it's doing now, in a few words: "Uploading 2 of 5 files". */
  title: string
  /** 0 to 1. */
  part: number
  /** `trouble`: the person has to do something about it. */
  state: 'running' | 'trouble' | 'done'
  /** All of it, with what can be done about each part. */
  details: ReactNode
  /** Takes it out of the list; missing while it must not be left alone. */
  clear?: (() => void) | undefined
}

type Registry = {
  put: (work: Work) => void
  remove: (key: string) => void
  all: () => Work[]
  subscribe: (listener: () => void) => () => void
}

const Context = createContext<Registry | null>(null)

/** Around the frame: what runs below is shown by one ring in the header. */
export function WorkProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createRegistry)
  return <Context value={registry}>{children}</Context>
}

/** Shows a piece of work for as long as it is not null. */
export function useShowWork(work: Work | null): void {
  const registry = useRegistry()
  const key = work?.key
  useEffect(() => {
    if (work) registry.put(work)
  })
  useEffect(() => {
    if (key !== undefined) return () => registry.remove(key)
  }, [registry, key])
}

export function useWork(): Work[] {
  const registry = useRegistry()
  return useSyncExternalStore(registry.subscribe, registry.all)
}

function useRegistry(): Registry {
  const registry = useContext(Context)
  if (!registry) throw new Error('This needs the WorkProvider around it.')
  return registry
}

function createRegistry(): Registry {
  const listeners = new Set<() => void>()
  let all: Work[] = []
  const publish = (next: Work[]) => {
    all = next
    for (const listener of listeners) listener()
  }
  return {
    put(work) {
      const before = all.find(({ key }) => key === work.key)
      if (!before) publish([...all, work])
      else if (!isSame(before, work)) publish(all.map((one) => (one === before ? work : one)))
    },
    remove: (key) => publish(all.filter((one) => one.key !== key)),
    all: () => all,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The details show their own changes. */
function isSame(a: Work, b: Work): boolean {
  return a.title === b.title && a.part === b.part && a.state === b.state && !a.clear === !b.clear
}

import { type ComponentType, createContext, Suspense, useContext } from 'react'

/** What domains say on the page of a subject of another domain, by its kind; the application gathers it. */
export const PartsContext = createContext<Readonly<Record<string, ComponentType<{ id: string }>[]>>>({})

/** What other domains have to say about this subject, such as the deal that a document may belong to. */
export function Parts({ of, id }: { of: string; id: string }) {
  const parts = useContext(PartsContext)[of] ?? []
  return (
    <Suspense fallback={null}>
      {parts.map((Part, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: which parts there are never changes.
        <Part key={n} id={id} />
      ))}
    </Suspense>
  )
}

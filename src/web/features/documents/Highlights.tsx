import type { Highlight } from '#domains/documents/schema.ts'

/** Where the words were found, those that were hit marked. */
export function Highlighted({ highlight: { page_number, parts } }: { highlight: Highlight }) {
  return (
    <>
      {page_number !== null && `p. ${page_number} · `}
      {parts.map(({ text, hit }, i) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
        return hit ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>
      })}
    </>
  )
}

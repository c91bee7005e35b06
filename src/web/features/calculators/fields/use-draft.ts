import { useState } from 'react'

type Shape = { parse: (text: string) => string | undefined; show: (fact: string) => string }

/**
 * What is being typed stays as typed; the fact is what it means, or the text itself while it means nothing. Nothing is
 * called wrong before the field is left.
 */
export function useDraft(fact: string, onFact: (fact: string) => void, { parse, show }: Shape) {
  const [draft, setDraft] = useState<string | null>(null)
  const change = (text: string) => {
    setDraft(text)
    onFact(text.trim() === '' ? '' : (parse(text) ?? text))
  }
  return {
    typing: draft !== null,
    input: {
      value: draft ?? show(fact),
      onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value),
      onBlur: () => setDraft(null),
    },
  }
}

import { useState } from 'react'

const PREFIX = 'deedline.draft.'
const OWNER = 'deedline.drafts.user'

/**
 * What was typed and not sent yet, kept in this tab: it is there after leaving the page, a reload and a new sign-in. It
 * ends with the tab or when the person signs out, since the device may be shared.
 */
export function readDraft<T>(name: string): T | null {
  const text = sessionStorage.getItem(PREFIX + name)
  return text === null ? null : (JSON.parse(text) as T)
}

/** Null: there is nothing to keep any more. */
export function keepDraft(name: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(PREFIX + name)
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(draft))
  } catch (error) {
    console.warn(error) // The storage is full: the form still has the draft, and a text of that size is rare.
  }
}

export function forgetDrafts(): void {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))
  for (const name of names) sessionStorage.removeItem(name)
}

/** Called when a person signs in, so that they never find another person's drafts. */
export function keepDraftsOf(user_id: string): void {
  const owner = sessionStorage.getItem(OWNER)
  if (owner !== null && owner !== user_id) forgetDrafts()
  sessionStorage.setItem(OWNER, user_id)
}

/** A text that is kept until it is empty. */
export function useKeptText(name: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => readDraft<string>(name) ?? '')
  const change = (next: string) => {
    setText(next)
    keepDraft(name, next === '' ? null : next)
  }
  return [text, change]
}

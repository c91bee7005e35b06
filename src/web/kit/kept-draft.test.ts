import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetDrafts, keepDraft, keepDraftsOf, readDraft } from './kept-draft.ts'

/** The storage of a tab as a browser has it: its entries are its own enumerable names. */
class TabStorage {
  [name: string]: unknown
  getItem(name: string) {
    return Object.hasOwn(this, name) ? String(this[name]) : null
  }
  setItem(name: string, text: string) {
    this[name] = text
  }
  removeItem(name: string) {
    delete this[name]
  }
}

describe('a draft', () => {
  beforeEach(() => vi.stubGlobal('sessionStorage', new TabStorage()))
  afterEach(() => vi.unstubAllGlobals())

  test('is kept by its name until there is nothing to keep', () => {
    keepDraft('comment:1', { content: 'Call the lender.' })
    expect(readDraft('comment:1')).toEqual({ content: 'Call the lender.' })
    expect(readDraft('comment:2')).toBeNull()
    keepDraft('comment:1', null)
    expect(readDraft('comment:1')).toBeNull()
  })

  test('is there for the same person who signs in again, and for nobody else', () => {
    keepDraftsOf('ana')
    keepDraft('comment:1', { content: 'Call the lender.' })
    keepDraftsOf('ana')
    expect(readDraft('comment:1')).not.toBeNull()
    keepDraftsOf('ben')
    expect(readDraft('comment:1')).toBeNull()
  })

  test('ends with the session that is signed out, and nothing else that the tab keeps does', () => {
    sessionStorage.setItem('deedline.organization', 'harbor')
    keepDraft('sign-up', { first_name: 'Ana' })
    forgetDrafts()
    expect(readDraft('sign-up')).toBeNull()
    expect(sessionStorage.getItem('deedline.organization')).toBe('harbor')
  })

  test('stays in its form when the storage of the tab is full', () => {
    const said = vi.spyOn(console, 'warn').mockReturnValue()
    vi.spyOn(sessionStorage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(() => keepDraft('comment:1', 'x')).not.toThrow()
    expect(said).toHaveBeenCalledOnce()
  })
})

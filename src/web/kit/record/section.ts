import type { ReactNode } from 'react'

export type Section = {
  id: string
  label: string
  content: ReactNode
  /** Beside the label in the links: how many there are, or that something is not saved. */
  mark?: ReactNode
}

/** The section that is read now: the last one that begins at or above the line, which is just below the links. */
export function sectionAt(sections: { id: string; top: number }[], line: number): string | undefined {
  return (sections.findLast(({ top }) => top <= line) ?? sections[0])?.id
}

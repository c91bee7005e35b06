import type { ReactNode } from 'react'

export type Section = {
  id: string
  label: string
  content: ReactNode
  /** Beside the label in the links: how many there are, or that something is not saved. */
  mark?: ReactNode
}

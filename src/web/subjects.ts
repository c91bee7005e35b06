import { createContext, useContext } from 'react'

/** Where each kind of subject is looked at; the application gathers it from what domains bring. */
export const SubjectsContext = createContext<Record<string, (id: string) => string>>({})

/** The address of a subject; null where no page shows it. */
export function useSubjectPath(): (subject_type: string, subject_id: string) => string | null {
  const subjects = useContext(SubjectsContext)
  return (subject_type, subject_id) => subjects[subject_type]?.(subject_id) ?? null
}

import { useLocalStorage } from '@mantine/hooks'
import { ACCEPTED_FROM } from '#domains/documents/extractions/schema.ts'

/** How confident a key term must be to be accepted with the others; with the first, at most 1 of 50 is wrong. */
export const THRESHOLDS = [ACCEPTED_FROM, 0.9, 0.8]

/** The one that a person works with, kept on the device. */
export function useThreshold(): [from: number, set: (from: number) => void] {
  const [from, setFrom] = useLocalStorage({
    key: 'deedline.accept-from',
    defaultValue: ACCEPTED_FROM,
    getInitialValueInEffect: false,
  })
  return [THRESHOLDS.includes(from) ? from : ACCEPTED_FROM, setFrom]
}

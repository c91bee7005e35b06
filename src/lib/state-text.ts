import { OneLine } from './text.ts'
import { stateCode } from './us-states.ts'

/** A state of the US however it is written, kept as its postal code: "California", "Calif." and "ca" are CA. */
export const StateText = OneLine(50)
  .overwrite((text) => stateCode(text) ?? text)
  .refine((text) => stateCode(text) !== null, 'isn’t a US state: enter one such as CA or California')
  .meta({ example: 'CA' })

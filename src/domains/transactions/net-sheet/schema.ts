import { z } from 'zod'

export const NetSheetView = z.enum(['seller', 'buyer'])
export type NetSheetView = z.infer<typeof NetSheetView>

export const NetSheetLine = z.object({
  id: z.string(),
  section: z.enum(['price', 'added', 'taken', 'result']),
  label: z.string(),
  amount: z.string(),
  formula: z.array(z.string()),
})
export type NetSheetLine = z.infer<typeof NetSheetLine>

/** The figures of one side, from the price to what it keeps or brings. */
export const Sheet = z.object({ lines: z.array(NetSheetLine), result: z.string() })
export type Sheet = z.infer<typeof Sheet>

export const NetSheet = z.object({
  view: NetSheetView,
  sale_price: z.string(),
  ...Sheet.shape,
  /** As it was confirmed at closing, which stays as it was. */
  confirmed: z
    .object({ ...Sheet.shape, sale_price: z.string(), closed_on: z.string(), confirmed_at: z.string() })
    .nullable(),
})
export type NetSheet = z.infer<typeof NetSheet>

export type NetSheets = Record<NetSheetView, Sheet>

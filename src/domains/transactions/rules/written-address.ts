export type WrittenAddress = {
  address_line1: string
  address_line2: string | null
  city: string | null
  state: string | null
  zip_code: string | null
}

const END = /^(.*?)[,\s]+([A-Za-z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.?,?\s+(\d{5}(?:-\d{4})?)$/
const STATE_ONLY = /^(.*),\s*([A-Z]{2})$/
const UNIT =
  /^(.*?),?\s+((?:apartment|apt|unit|suite|ste|building|bldg|floor|room|rm|lot)\b\.?\s*#?\s*[\w-]+|#\s*[\w-]+)$/i

/** The parts of an address that is written in one line: "12 Harbor Street, Unit 3, Austin, TX 78701". */
export function splitAddress(address: string): WrittenAddress {
  const line = address.replaceAll(/\s+/g, ' ').trim()
  const ended = END.exec(line) ?? STATE_ONLY.exec(line)
  const [, before = line, state = null, zip_code = null] = ended ?? []
  const parts = before
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part && !/ County$|^County of /.test(part))
  const city = ended && parts.length > 1 ? (parts.pop() ?? null) : null
  const [first = line, ...others] = parts
  const unit = UNIT.exec(first)
  const line2 = [unit?.[2], ...others].filter(Boolean).join(', ')
  return { address_line1: unit?.[1] ?? first, address_line2: line2 || null, city, state, zip_code }
}

/**
 * An amount of US dollars in whole cents. A bigint, so that no sum, share or comparison ever rounds by itself.
 */
export type Money = bigint

/** Ten billion dollars: a thousand such amounts still add to a sum of which JSON keeps every cent. */
const LIMIT = 1_000_000_000_000n

/**
 * Dollars as they come in JSON (`2000000.01`) or from a numeric column (`'2000000.01'`); undefined if not
 * exact cents.
 */
export function parseMoney(dollars: number | string): Money | undefined {
  const cents = typeof dollars === 'number' ? centsOfNumber(dollars) : centsOfText(dollars)
  return cents === undefined || cents > LIMIT || cents < -LIMIT ? undefined : cents
}

function centsOfNumber(dollars: number): Money | undefined {
  const cents = Math.round(dollars * 100)
  return Number.isSafeInteger(cents) && cents / 100 === dollars ? BigInt(cents) : undefined
}

function centsOfText(dollars: string): Money | undefined {
  const parts = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(dollars)
  if (!parts) return undefined
  const cents = BigInt(`${parts[2]}${(parts[3] ?? '').padEnd(2, '0')}`)
  return parts[1] ? -cents : cents
}

export function toDollars(cents: Money): number {
  return Number(cents) / 100
}

/** "$22,500.00", as people read it. */
export function moneyText(cents: Money): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${cents < 0n ? '−' : ''}$${whole}.${digits.slice(-2)}`
}

export function sum(amounts: Iterable<Money>): Money {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

export function atLeastZero(amount: Money): Money {
  return amount > 0n ? amount : 0n
}

export function lesser(one: Money, other: Money): Money {
  if (one < other) return one
  return other
}

export function greater(one: Money, other: Money): Money {
  if (one > other) return one
  return other
}

/** `amount × numerator / denominator` to the nearest cent, half up. Amount and fraction are not negative. */
export function fraction(amount: Money, numerator: bigint, denominator: bigint): Money {
  return (2n * amount * numerator + denominator) / (2n * denominator)
}

/**
 * Splits a total in proportion to weights so that the parts add to it: each part is rounded down, and the
 * cents left over go to the largest remainders, the smaller id first among equals. Nothing is split when the
 * weights add to zero.
 */
export function allocate<Part extends { id: string; weight: Money }>(
  total: Money,
  parts: readonly Part[],
): Map<string, Money> {
  const whole = sum(parts.map((part) => part.weight))
  if (whole === 0n) return new Map(parts.map((part) => [part.id, 0n]))
  const shares = parts.map(({ id, weight }) => ({
    id,
    cents: (total * weight) / whole,
    remainder: (total * weight) % whole,
  }))
  const spare = Number(total - sum(shares.map((share) => share.cents)))
  const order = shares.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || (a.id < b.id ? -1 : 1),
  )
  for (const share of order.slice(0, spare)) share.cents += 1n
  return new Map(shares.map(({ id, cents }) => [id, cents]))
}

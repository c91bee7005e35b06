const WEIGHTS = [3, 7, 1]

/**
 * Whether nine digits are a routing number of a US bank: the ABA check digit (3, 7, 1) and a prefix that the Federal Reserve
 * assigns.
 */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false
  const prefix = Number(text.slice(0, 2))
  const assigned =
    (prefix >= 1 && prefix <= 12) || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72)
  const sum = [...text].reduce((total, digit, place) => total + Number(digit) * (WEIGHTS[place % 3] ?? 0), 0)
  return assigned && sum % 10 === 0
}

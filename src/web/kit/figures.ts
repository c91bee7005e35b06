const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Amounts travel as decimal strings and are never added up here. */
export function formatMoney(amount: string): string {
  return DOLLARS.format(amount as unknown as number) // Intl reads a decimal string exactly; its type does not say so.
}

export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** step
  return `${amount >= 100 || step === 0 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[step]}`
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

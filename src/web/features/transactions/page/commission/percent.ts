/** 0.05 as people type it: 5. */
export function percentOf(rate: number): number {
  return Math.round(rate * 1_000_000) / 10_000
}

/** 5% as the API takes it: 0.05. */
export function rateOf(percent: number | string): number {
  return Math.round(Number(percent) * 10_000) / 1_000_000
}

/** For the input of a rate. */
export const PERCENT = { min: 0, max: 100, decimalScale: 4, suffix: '%', hideControls: true } as const

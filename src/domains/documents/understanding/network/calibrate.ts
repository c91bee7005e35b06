/**
 * Converts the network's own certainty into the probability of being right: a line through the log odds (Platt, 1999),
 * fitted on authors that were left out. See docs/classifier.md.
 */
const LINES = {
  roles: { slope: 0.784, shift: -0.507 },
  names: { slope: 0.764, shift: -0.028 },
  fields: { slope: 0.409, shift: -0.374 },
}

/** The network's certainty is capped at this before it is mapped to the line. */
const MOST = 0.9995

export function calibrate(sure: number, of: keyof typeof LINES): number {
  const { slope, shift } = LINES[of]
  const chance = Math.min(MOST, Math.max(1 - MOST, sure))
  return 1 / (1 + Math.exp(-(slope * Math.log(chance / (1 - chance)) + shift)))
}

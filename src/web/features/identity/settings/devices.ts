/** "Chrome on Mac", from what a browser says of itself. */
export function describeDevice(agent: string): { browser: string; mobile: boolean } {
  const name = [
    ['Edg/', 'Edge'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => mark && agent.includes(mark))?.[1]
  const system = [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['Linux', 'Linux'],
  ].find(([mark]) => mark && agent.includes(mark))?.[1]
  return {
    browser: [name ?? 'API client', system].filter(Boolean).join(' on '),
    mobile: /Mobile|iPhone|Android/.test(agent),
  }
}

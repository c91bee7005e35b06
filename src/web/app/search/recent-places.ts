const KEY = 'deedline.recent.places'
const KEPT = 8

/** Where the search box led on this machine lately, newest first. */
export function listRecentPlaces(): string[] {
  return JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]
}

export function noteRecentPlace(to: string): void {
  const others = listRecentPlaces().filter((one) => one !== to)
  localStorage.setItem(KEY, JSON.stringify([to, ...others].slice(0, KEPT)))
}

/** Addresses stay readable: every parameter is plain text, and what is empty is not there. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const known = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const text = new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text.replaceAll('%2C', ',')}`
}

/** For a route's `validateSearch`: of what stands in the address, the parameters that the page knows. */
export function keep<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): { [K in Name]?: string | undefined } => {
    const known = names.filter((name) => typeof search[name] === 'string' && search[name] !== '')
    return Object.fromEntries(known.map((name) => [name, search[name]])) as {
      [K in Name]?: string | undefined
    }
  }
}

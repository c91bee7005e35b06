/**
 * The token of a mailed link stands behind the #, so that it is never sent to a server as an address. It is taken out
 * of the address bar at once, and kept by this tab while the person signs in.
 */
export function takeLinkToken(name: string): string {
  const key = `deedline.link.${name}`
  const token = location.hash.slice(1)
  if (token) {
    sessionStorage.setItem(key, token)
    history.replaceState(history.state, '', location.pathname)
  }
  return sessionStorage.getItem(key) ?? ''
}

export function dropLinkToken(name: string): void {
  sessionStorage.removeItem(`deedline.link.${name}`)
}

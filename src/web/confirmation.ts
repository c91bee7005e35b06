type Ask = () => Promise<boolean>

let asker: Ask | null = null
let asking: Promise<boolean> | null = null

/** Who asks the person to confirm that it is them. Returns how to stop. */
export function confirmBy(ask: Ask): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = null
  }
}

/** True once they have. However many requests wait for it, the person is asked once. */
export function confirmed(): Promise<boolean> {
  asking ??= (asker?.() ?? Promise.resolve(false)).finally(() => {
    asking = null
  })
  return asking
}

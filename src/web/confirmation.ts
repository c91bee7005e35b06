type Ask = () => Promise<boolean>

/** The dialog is loaded after the page: a request made before waits this long for it. */
const PATIENCE_MS = 5_000

let asker: Ask | null = null
let asking: Promise<boolean> | null = null
const waiting: ((ask: Ask) => void)[] = []

/** Registers what asks the person to confirm that it's them. Returns how to stop. */
export function confirmBy(ask: Ask): () => void {
  asker = ask
  for (const resume of waiting.splice(0)) resume(ask)
  return () => {
    if (asker === ask) asker = null
  }
}

/** True once they have. However many requests wait for it, the person is asked once. */
export function confirmed(): Promise<boolean> {
  asking ??= (asker ? asker() : askLater()).finally(() => {
    asking = null
  })
  return asking
}

function askLater(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), PATIENCE_MS)
    waiting.push((ask) => {
      clearTimeout(timer)
      ask().then(resolve, () => resolve(false))
    })
  })
}

/** A wish that one place utters and another fulfills, such as a menu item and the field that opens a dialog. */
export function createSignal() {
  const listeners = new Set<() => void>()
  return {
    run: (): void => {
      for (const listener of listeners) listener()
    },
    listen: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

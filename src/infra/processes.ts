/** Sends the signal; answers the error's code (`ESRCH`: there is no such process) or undefined. */
export function signal(pid: number, name: NodeJS.Signals | 0): string | undefined {
  try {
    process.kill(pid, name)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}

export function isAlive(pid: number): boolean {
  return signal(pid, 0) !== 'ESRCH'
}

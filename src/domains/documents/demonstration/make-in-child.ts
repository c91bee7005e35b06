import { fork } from 'node:child_process'
import { on } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { DemoDocument } from './make-demo-documents.ts'

const CHILD = fileURLToPath(new URL('./make-child.ts', import.meta.url))

/**
 * The documents of `makeDemoDocuments`, created in a separate process, so that the 230 MB that printing and scanning
 * need are freed when it ends (2026-11-30). It gets nothing of this process's environment. Throws when it ends too
 * early.
 */
export async function* makeInChild(seed: number): AsyncGenerator<DemoDocument> {
  const child = fork(CHILD, [String(seed)], { serialization: 'advanced', execArgv: [], env: {} })
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
  try {
    for await (const [document] of on(child, 'message', { close: ['disconnect'] }))
      yield document as DemoDocument
    const code = await ended
    if (code !== 0) throw new Error(`The demonstration documents could not all be made (exit ${code}).`)
  } finally {
    child.kill()
  }
}

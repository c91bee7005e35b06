/** The process that creates the demonstration documents; see `make-in-child.ts`. */
import { makeDemoDocuments } from './make-demo-documents.ts'

for await (const document of makeDemoDocuments(Number(process.argv[2])))
  await new Promise<void>((resolve, reject) =>
    process.send?.(document, (error: Error | null) => (error ? reject(error) : resolve())),
  )
process.disconnect?.()

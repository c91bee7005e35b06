import { saveChild } from './children.ts'
import type { Job } from './job.ts'
import type { Parts } from './read-text.ts'
import type { Child } from './schema.ts'
import { guardZip, listZip, readZipEntry } from './zip-guard.ts'

/** What systems add to an archive and nobody put there. */
const LITTER = /^__MACOSX\/|(?:^|\/)(?:\.|Thumbs\.db$|desktop\.ini$)/i

/** A folder of files: each becomes a document of its own, and the archive is the list of them. */
export async function readFolder(job: Job): Promise<Parts> {
  await guardZip(job.input, job.limits)
  const names = (await listZip(job.input, job.limits.entries)).filter(
    (name) => !name.endsWith('/') && !LITTER.test(name),
  )
  const taken = names.slice(0, job.limits.children)
  const children: Child[] = []
  for (const name of taken) {
    const content = await readZipEntry(job.input, name, job.limits.bytes)
    if (content) children.push(await saveChild(job.directory, children.length, name, content))
  }
  const left = names.length - children.length
  return {
    text: names.join('\n'),
    children,
    warnings:
      left > 0
        ? [`${left} of the ${names.length} files in this archive were left out. Upload them on their own.`]
        : [],
  }
}

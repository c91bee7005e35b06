import { saveChild } from './children.ts'
import type { Job } from './job.ts'
import type { Parts } from './read-text.ts'
import type { Child } from './schema.ts'
import { listMembers } from './zip-members.ts'

/** Files that operating systems add to an archive. */
const LITTER = /^__MACOSX\/|(?:^|\/)(?:\.|Thumbs\.db$|desktop\.ini$)/i

/** A folder of files: each becomes a document of its own, and the archive lists them. */
export async function readFolder(job: Job): Promise<Parts> {
  const names: string[] = []
  const children: Child[] = []
  for await (const { name, content } of listMembers(job.input, job.limits, (name) => !LITTER.test(name))) {
    names.push(name)
    if (content && children.length < job.limits.children)
      children.push(await saveChild(job.directory, children.length, name, content))
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

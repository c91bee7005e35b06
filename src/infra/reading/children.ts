import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanFilename } from './clean-text.ts'
import { detectType } from './detect-type.ts'
import type { Child } from './schema.ts'

/** Saves a file found inside another. It is stored under a name that we choose; its own name is only displayed. */
export async function saveChild(
  directory: string,
  index: number,
  name: string | undefined,
  content: Uint8Array,
): Promise<Child> {
  const path = join(directory, `child-${index + 1}`)
  await writeFile(path, content)
  const filename = cleanFilename(name, `attachment-${index + 1}`)
  return { filename, path, mime_type: await detectType(path, filename) }
}

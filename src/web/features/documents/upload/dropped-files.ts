import type { Dropped } from './uploads.ts'

/** Files and whole folders, as they were dropped; folders keep their path. Hidden files of the system stay behind. */
export async function readDropped(transfer: DataTransfer): Promise<Dropped[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, folder: '' }))
  return (await Promise.all(entries.map((entry) => readEntry(entry, '')))).flat()
}

export function readChosen(files: Iterable<File>): Dropped[] {
  return [...files]
    .filter(({ name }) => !isHidden(name))
    .map((file) => ({ file, folder: file.webkitRelativePath.split('/').slice(0, -1).join('/') }))
}

async function readEntry(entry: FileSystemEntry, folder: string): Promise<Dropped[]> {
  if (isHidden(entry.name)) return []
  if (isFile(entry))
    return [{ file: await new Promise<File>((done, fail) => entry.file(done, fail)), folder }]
  const path = folder ? `${folder}/${entry.name}` : entry.name
  const children = await readFolder(entry as FileSystemDirectoryEntry)
  return (await Promise.all(children.map((child) => readEntry(child, path)))).flat()
}

/** A reader gives a hundred entries at a time, and none when it is through. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    if (some.length === 0) return all
    all.push(...some)
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'Thumbs.db' || name === 'desktop.ini'
}

import { AppError } from '#lib/errors.ts'
import { extensionOf, safeFilename } from './filenames.ts'

/** Executable content, refused whatever the file name is. */
const PROGRAMS = new Set([
  'application/java-archive',
  'application/java-vm',
  'application/vnd.android.package-archive',
  'application/vnd.ms-cab-compressed',
  'application/vnd.ms-htmlhelp',
  'application/wasm',
  'application/x-apple-diskimage',
  'application/x-asar',
  'application/x-deb',
  'application/x-elf',
  'application/x-ft-windows-registry-hive',
  'application/x-google-chrome-extension',
  'application/x-mach-binary',
  'application/x-ms-regedit',
  'application/x-msdownload',
  'application/x-nintendo-nes-rom',
  'application/x-rpm',
  'application/x-script',
  'application/x-shockwave-flash',
  'application/x-unix-archive',
  'application/x-xpinstall',
  'application/x.apple.alias',
  'application/x.ms.shortcut',
])

/** Content that is accepted only with certain extensions. */
const ENDINGS_OF: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'application/gzip': ['gz', 'tgz'],
  'application/vnd.ms-excel.sheet.macroenabled.12': ['xlsm'],
  'application/vnd.ms-excel.template.macroenabled.12': ['xltm'],
  'application/vnd.ms-powerpoint.presentation.macroenabled.12': ['pptm'],
  'application/vnd.ms-powerpoint.slideshow.macroenabled.12': ['ppsm'],
  'application/vnd.ms-powerpoint.template.macroenabled.12': ['potm'],
  'application/vnd.ms-tnef': ['dat'],
  'application/vnd.ms-word.document.macroenabled.12': ['docm'],
  'application/vnd.ms-word.template.macroenabled.12': ['dotm'],
  'application/x-7z-compressed': ['7z'],
  'application/x-ace-compressed': ['ace'],
  'application/x-arj': ['arj'],
  'application/x-bzip2': ['bz2'],
  'application/x-compress': ['z'],
  'application/x-cpio': ['cpio'],
  'application/x-lz4': ['lz4'],
  'application/x-lzh-compressed': ['lzh'],
  'application/x-lzip': ['lz'],
  'application/x-rar-compressed': ['rar'],
  'application/x-sqlite3': ['sqlite', 'db'],
  'application/x-tar': ['tar'],
  'application/x-xz': ['xz'],
  'application/zip': ['zip'],
  'application/zstd': ['zst'],
  'image/svg+xml': ['svg'],
  'message/rfc822': ['eml'],
  'text/html': ['html', 'htm'],
}

/** Extensions that many programs use for anything: only this content is accepted with them. */
const ONLY: Record<string, string> = { dat: 'application/vnd.ms-tnef' }

/** Content that is accepted without an extension. */
const PLAIN = /^(image|audio|video|text)\/|^message\/rfc822$|^application\/(pdf|rtf|msword|xml|vnd\.)/

/** Uses the name under which the file would be stored: a dot or an invisible character after it hides nothing. */
const endingOf = (filename: string) => extensionOf(safeFilename(filename))

/** Throws when the server doesn't accept files with such a name; checked before the first byte. */
export function demandAcceptedName(filename: string, accepted: string): void {
  const ending = endingOf(filename)
  if (ending && !accepted.split(',').includes(ending))
    throw new AppError(
      'unsupported',
      `Files ending in .${ending} can’t be uploaded. Save it as a PDF, an Office document or a picture and try again.`,
      { filename, accepted },
    )
}

/** Throws when a file is empty, or its name or content is not an accepted type. */
export function demandAccepted(
  { filename, mime_type, file_size }: { filename: string; mime_type: string; file_size: number },
  accepted: string,
): void {
  if (file_size === 0)
    throw new AppError('invalid', 'This file is empty. Check the original and upload it again.')
  demandAcceptedName(filename, accepted)
  const list = accepted.split(',')
  const own = ENDINGS_OF[mime_type]
  const only = ONLY[endingOf(filename)]
  const named = endingOf(filename) !== '' || PLAIN.test(mime_type) || own !== undefined
  const strange = only !== undefined && only !== mime_type
  if (PROGRAMS.has(mime_type) || !named || strange || (own && !own.some((ending) => list.includes(ending))))
    throw new AppError(
      'unsupported',
      PROGRAMS.has(mime_type)
        ? 'This file contains a program, which can’t be uploaded.'
        : 'This kind of file can’t be uploaded. Save it as a PDF, an Office document or a picture and try again.',
      { filename, mime_type, accepted },
    )
}

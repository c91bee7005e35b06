import { spawn } from 'node:child_process'
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DOC, DOCX, ODP, ODS, ODT, PPT, PPTX, XLS, XLSB, XLSX } from './detect-type.ts'
import type { Job } from './job.ts'
import { ReadingError } from './reading-error.ts'

/** The formats that LibreOffice converts to ones that we read, each with the extension it needs. */
const CONVERSIONS: Record<string, { from: string; to: 'docx' | 'xlsx' | 'pptx'; mime_type: string }> = {
  [DOC]: { from: 'doc', to: 'docx', mime_type: DOCX },
  [ODT]: { from: 'odt', to: 'docx', mime_type: DOCX },
  [XLS]: { from: 'xls', to: 'xlsx', mime_type: XLSX },
  [XLSB]: { from: 'xlsb', to: 'xlsx', mime_type: XLSX },
  [ODS]: { from: 'ods', to: 'xlsx', mime_type: XLSX },
  [PPT]: { from: 'ppt', to: 'pptx', mime_type: PPTX },
  [ODP]: { from: 'odp', to: 'pptx', mime_type: PPTX },
}

const SECONDS = 90
/** Virtual memory; LibreOffice maps 1.5 GB before it has opened anything. */
const KILOBYTES = 4_000_000

/** No macros, no followed links, nothing fetched. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
`

/** Limits memory, cuts off the network where the system allows it, then becomes LibreOffice. */
const SCRIPT = `ulimit -v ${KILOBYTES}; if unshare -rn true 2>/dev/null; then exec unshare -rn "$@"; else exec "$@"; fi`

/**
 * The job with its file converted to a format that we read; undefined if the format isn't convertible or LibreOffice
 * can't open the file. Each file gets its own profile, so nothing carries over to the next.
 */
export async function convertOffice(job: Job, office: string): Promise<Job | undefined> {
  const kind = CONVERSIONS[job.mime_type]
  if (!kind) return undefined
  const folder = join(job.directory, 'office')
  const source = join(folder, `source.${kind.from}`)
  await mkdir(join(folder, 'profile', 'user'), { recursive: true })
  await writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), SETTINGS)
  await copyFile(job.input, source)
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const flags = ['--headless', '--norestore', '--nolockcheck', '--nodefault', profile]
  const out = join(folder, 'out')
  await run(office, [...flags, '--convert-to', kind.to, '--outdir', out, source], folder)
  const input = join(job.directory, `converted.${kind.to}`)
  const made = await rename(join(out, `source.${kind.to}`), input).then(
    () => true,
    () => false, // it reports the cause only internally
  )
  return made ? { ...job, input, mime_type: kind.mime_type } : undefined
}

function run(command: string, args: string[], folder: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8' }
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', command, ...args], {
    cwd: folder,
    env,
    stdio: 'ignore',
  })
  const timer = setTimeout(() => {
    child.kill('SIGKILL')
    reject(new ReadingError('timeout', command))
  }, SECONDS * 1_000)
  child.on('error', reject)
  child.on('close', () => resolve())
  return promise.finally(() => clearTimeout(timer))
}

import { AppError } from '#lib/errors.ts'

/** PostgreSQL's messages (lc_messages is C) and what they mean to the person who starts the product. */
const CAUSES: [RegExp, (port: number, cluster: string) => string][] = [
  [
    /Address already in use/,
    (port) => `Port ${port} is taken by another program. Stop that program or choose another port.`,
  ],
  [
    /No space left on device|Disk quota exceeded/,
    (_, cluster) => `The disk that holds ${cluster} is full. Free some space and start again.`,
  ],
  [
    /incompatible with server/,
    (_, cluster) =>
      `${cluster} was made by another version of PostgreSQL. Back it up with that version and restore it here, or start with an empty directory.`,
  ],
  [
    /could not (create|map|resize|open).*shared memory|could not create semaphores/,
    () =>
      'The system refuses PostgreSQL shared memory. Give the machine or the container more, or lower shared_buffers.',
  ],
  [
    /could not change directory|Permission denied|has wrong ownership|has invalid permissions/,
    (_, cluster) =>
      `PostgreSQL can’t use ${cluster}. Its owner must be the account that PostgreSQL runs under.`,
  ],
  [
    /error while loading shared libraries/,
    () =>
      'The embedded database is not installed completely. Allow its install script and run npm install again.',
  ],
  [
    /could not look up effective user ID/,
    () =>
      'The account that runs the product has no name on this system. Add it to /etc/passwd or use another.',
  ],
  [
    /invalid value for parameter|unrecognized configuration parameter|outside the valid range/,
    () => 'A PostgreSQL setting is wrong. Correct it and start again.',
  ],
]

export function explainFailure(log: string, port: number, cluster: string): AppError {
  const cause = CAUSES.find(([words]) => words.test(log))
  const said = log.match(/(?:FATAL|PANIC|error):.*/gi)?.at(-1) ?? log.trim().split('\n').at(-1) ?? ''
  const sentence = cause?.[1](port, cluster) ?? 'PostgreSQL could not be started.'
  return new AppError('unavailable', `${sentence} (${said || 'It ended without a word.'})`, { log })
}

export function isPortTaken(log: string): boolean {
  return /Address already in use/.test(log)
}

/** Another server uses the directory, or the children of a killed one still do. */
export function isHeldByAnother(log: string): boolean {
  return /lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(log)
}

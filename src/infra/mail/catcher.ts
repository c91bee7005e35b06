import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { keep } from '#infra/mail/outbox.ts'
import { AppError } from '#lib/errors.ts'

const MAX_BYTES = 30 * 1024 * 1024

/**
 * A mail server on loopback that delivers to no one: each message becomes a file in `dir` and can be read in the web
 * application. Email goes here until a real server is configured.
 */
export async function startMailCatcher(
  dir: string,
): Promise<{ smtp_url: string; close: () => Promise<void> }> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const password = randomBytes(18).toString('base64url')
  const server = new SMTPServer({
    size: MAX_BYTES,
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true, // it never leaves the machine
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 2_000,
    onAuth: (auth, _, answer) => {
      if (auth.username === 'catcher' && isSame(auth.password ?? '', password)) {
        return answer(null, { user: 'catcher' })
      }
      return answer(new Error('Wrong name or password'))
    },
    onData: caught(dir),
  })
  server.on('error', () => {}) // an error of one connection; the protocol informs its client
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    smtp_url: `smtp://catcher:${password}@127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function caught(dir: string): NonNullable<SMTPServerOptions['onData']> {
  return (stream, session, answer) => {
    const recipients = session.envelope.rcptTo.map(({ address }) => `Delivered-To: ${address}\r\n`)
    async function* message() {
      yield Buffer.from(recipients.join(''))
      yield* stream
      if (stream.sizeExceeded) throw new AppError('too_large', 'The message is larger than 30 MB.')
    }
    keep(dir, 'eml', message()).then(
      (id) => answer(null, `Kept as ${id}`),
      (error: Error) =>
        answer(Object.assign(new Error(error.message), { responseCode: stream.sizeExceeded ? 552 : 451 })),
    )
  }
}

function isSame(given: string, password: string): boolean {
  return given.length === password.length && timingSafeEqual(Buffer.from(given), Buffer.from(password))
}

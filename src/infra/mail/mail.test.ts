import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startMailCatcher } from '#infra/mail/catcher.ts'
import { createMail, type MailMessage } from '#infra/mail/mail.ts'
import { keep, listOutbox, readOutbox, recordPush, recordSms } from '#infra/mail/outbox.ts'

const root = mkdtempSync(join(tmpdir(), 'deedline-mail-'))
const from = { name: 'Deedline', address: 'deals@deedline.test' }
const buyer = { name: 'Ana Buyer', address: 'ana@example.com' }
const plain: MailMessage = { to: buyer, subject: 'Your closing', text: 'On Friday.' }
const undo: (() => unknown)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function open() {
  const dir = mkdtempSync(join(root, 'outbox-'))
  const catcher = await startMailCatcher(dir)
  undo.push(catcher.close)
  const mail = createMail({ smtp_url: catcher.smtp_url, from })
  undo.push(mail.close)
  const newest = async () => {
    const { items } = await listOutbox(dir, { limit: 1 })
    return readOutbox(dir, items[0]?.id ?? '')
  }
  return { dir, mail, smtp_url: catcher.smtp_url, newest }
}

async function raw(answer: (line: string) => string | undefined) {
  const server = createServer((socket) => {
    socket.write('220 here\r\n')
    socket.on('error', () => {})
    socket.on('data', (line) => {
      const reply = answer(String(line).trim())
      if (reply) socket.write(`${reply}\r\n`)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(() => server.close())
  const mail = createMail({
    smtp_url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    from,
    patience_ms: 300,
  })
  undo.push(mail.close)
  return mail
}

test('A sent message can be read in the outbox with its links and attachments', async () => {
  const { mail, newest } = await open()

  const { message_id } = await mail.send({
    ...plain,
    to: [buyer, { address: 'second@example.com' }],
    html: '<p>Sign <a href="https://deedline.test/sign?a=1&amp;b=2">here</a></p>',
    text: 'Sign: https://deedline.test/sign?a=1&b=2, or call.',
    headers: { 'List-Unsubscribe': '<https://deedline.test/stop>' },
    attachments: [
      { filename: 'Vertrag Übergabe.pdf', content_type: 'application/pdf', content: Buffer.from('%PDF') },
    ],
  })

  expect(message_id).toMatch(/^<.+@deedline\.test>$/)
  const message = await newest()
  expect(message).toMatchObject({
    kind: 'mail',
    from: '"Deedline" <deals@deedline.test>',
    to: '"Ana Buyer" <ana@example.com>, second@example.com',
    subject: 'Your closing',
    links: ['https://deedline.test/sign?a=1&b=2'],
    attachments: [{ filename: 'Vertrag Übergabe.pdf', content_type: 'application/pdf', file_size: 4 }],
  })
  expect(Math.abs(Date.parse(message.date) - Date.now())).toBeLessThan(60_000)
})

test.each([
  ['“Open https://deedline.test/s/abc” it says.', 'https://deedline.test/s/abc'],
  ['«https://deedline.test/s/abc»', 'https://deedline.test/s/abc'],
  ["He wrote 'https://deedline.test/s/abc'.", 'https://deedline.test/s/abc'],
  ['It’s at ‘https://deedline.test/s/abc’, as always', 'https://deedline.test/s/abc'],
  ['(see https://deedline.test/s/abc).', 'https://deedline.test/s/abc'],
  ['[link: https://deedline.test/s/abc]', 'https://deedline.test/s/abc'],
  ['<https://deedline.test/s/abc>', 'https://deedline.test/s/abc'],
  ['**https://deedline.test/s/abc**', 'https://deedline.test/s/abc'],
  ['https://deedline.test/Deed_(law), please', 'https://deedline.test/Deed_(law)'],
  ['(https://deedline.test/Deed_(law))', 'https://deedline.test/Deed_(law)'],
  ['https://deedline.test/s/abc?a=1&b=[2]!', 'https://deedline.test/s/abc?a=1&b=[2]'],
])('The link in %s ends where it ends', async (text, link) => {
  const { mail, newest } = await open()
  await mail.send({ ...plain, text })
  expect((await newest()).links).toEqual([link])
})

test.each([
  ['umlauts', 'Jürgen Größe'],
  ['quotes and commas', 'O"Brien, Pat; "the" <agent>'],
  ['other scripts and emoji', '李雷 Иван عمر 🏠'],
  ['a combining mark and a zero-width joiner', 'é 👩‍👩‍👧'],
])('A name with %s arrives as it was written', async (_, name) => {
  const { mail, newest } = await open()

  await mail.send({ ...plain, to: { ...buyer, name }, subject: name, text: `${name}\n.\n..dots\n` })

  const message = await newest()
  expect(message.subject).toBe(name)
  expect(message.to).toContain(name.replaceAll('"', '\\"'))
  expect(message.text).toBe(`${name}\n.\n..dots\n`)
})

test.each<[string, Partial<MailMessage>]>([
  ['a subject', { subject: 'Hello\r\nBcc: thief@evil.test' }],
  ['a name', { to: { name: 'Ana\nBcc: thief@evil.test', address: 'ana@example.com' } }],
  ['an address', { to: { address: 'ana@example.com>\r\nRCPT TO:<thief@evil.test' } }],
  ['a second address in one', { to: { address: 'ana@example.com, thief@evil.test' } }],
  ['a header', { headers: { 'X-Deal': 'one\r\nBcc: thief@evil.test' } }],
  ["a header's name", { headers: { 'X-Deal: 1\r\nBcc': 'thief@evil.test' } }],
  ['a header that is ours', { headers: { bcc: 'thief@evil.test' } }],
  [
    "an attachment's name",
    { attachments: [{ filename: 'a\r\nb', content_type: 'a/b', content: Buffer.from('') }] },
  ],
  ['a reply address', { reply_to: { address: 'ana@example.com\0' } }],
])('Smuggling a recipient in through %s is refused', async (_, smuggled) => {
  const { dir, mail } = await open()

  await expect(mail.send({ ...plain, ...smuggled })).rejects.toMatchObject({ code: 'invalid' })

  expect(readdirSync(dir)).toEqual([])
})

test('A retried delivery has the same message id', async () => {
  const { mail } = await open()

  const [first, second] = [await mail.send({ ...plain, id: 'a1' }), await mail.send({ ...plain, id: 'a1' })]

  expect([first, second]).toEqual(Array(2).fill({ message_id: '<a1@deedline.test>' }))
})

test('Fifty messages at once all arrive, over a few connections', async () => {
  const { dir, mail } = await open()

  await Promise.all(Array.from({ length: 50 }, (_, n) => mail.send({ ...plain, subject: `Message ${n}` })))

  const { items } = await listOutbox(dir, { limit: 100 })
  expect(new Set(items.map((item) => item.subject)).size).toBe(50)
})

test('No one else on the machine can put a message into the outbox, or read it', async () => {
  const { dir, mail, smtp_url } = await open()
  const intruder = createMail({ smtp_url: smtp_url.replace(/:[^:@]+@/, ':guess@'), from })
  const nameless = createMail({ smtp_url: smtp_url.replace(/\/\/.*@/, '//'), from })
  undo.push(intruder.close, nameless.close)

  await expect(intruder.send(plain)).rejects.toMatchObject({ code: 'unavailable', message: /password/ })
  await expect(nameless.send(plain)).rejects.toThrow()

  expect(readdirSync(dir)).toEqual([])
  await mail.send(plain)
  expect(readdirSync(dir).map((name) => statSync(join(dir, name)).mode & 0o777)).toEqual([0o600])
})

test('A message that breaks off leaves nothing in the outbox', async () => {
  const { dir, smtp_url } = await open()
  const { port, username, password } = new URL(smtp_url)
  const socket = connect(Number(port), '127.0.0.1')
  const say = async (line: string) => {
    socket.write(`${line}\r\n`)
    await once(socket, 'data')
  }
  await once(socket, 'data')
  await say('EHLO test')
  await say(`AUTH PLAIN ${Buffer.from(`\0${username}\0${password}`).toString('base64')}`)
  await say('MAIL FROM:<a@b.test>')
  await say('RCPT TO:<c@d.test>')
  await say('DATA')
  socket.write('Subject: half\r\n\r\nThe first ha')
  await expect.poll(() => readdirSync(dir)).toHaveLength(1)

  socket.destroy()

  await expect.poll(() => readdirSync(dir)).toEqual([])
})

test('The outbox is read page by page, newest first, with texts and pushes among the email', async () => {
  const { dir, mail } = await open()
  await mail.send({ ...plain, subject: 'one' })
  await recordSms(dir, { to: '+15035550123', text: 'Your code is 123456' })
  await recordPush(dir, {
    to: 'user-1',
    title: 'Offer in',
    text: 'For 12 Main',
    url: 'https://deedline.test/d/1',
  })

  const first = await listOutbox(dir, { limit: 2 })
  const rest = await listOutbox(dir, { limit: 2, cursor: first.next_cursor ?? '' })

  expect(first.items.map(({ kind, to }) => [kind, to])).toEqual([
    ['push', 'user-1'],
    ['sms', '+15035550123'],
  ])
  expect(rest).toMatchObject({ items: [{ kind: 'mail', subject: 'one' }], next_cursor: undefined })
  expect(await readOutbox(dir, first.items[0]?.id ?? '')).toMatchObject({
    links: ['https://deedline.test/d/1'],
  })
})

test('The outbox keeps the newest thousand', async () => {
  const dir = mkdtempSync(join(root, 'full-'))
  for (let n = 0; n < 1_003; n++) await keep(dir, 'json', [Buffer.from('{}')])
  await recordSms(dir, { to: '+15035550123', text: 'the newest' })

  const { items } = await listOutbox(dir, { limit: 1 })

  expect(readdirSync(dir)).toHaveLength(1_000)
  expect(items[0]?.subject).toBe('the newest')
})

test('An id that is not in the outbox is missing, whatever it looks like', async () => {
  const { dir } = await open()

  for (const id of ['', '../../etc/passwd', '0190a2b0-0000-7000-8000-000000000000']) {
    await expect(readOutbox(dir, id)).rejects.toMatchObject({ code: 'missing' })
  }
  expect(await listOutbox(join(root, 'none'), { limit: 5 })).toEqual({ items: [], next_cursor: undefined })
})

test('A recipient whom the mail server refuses permanently is told apart from a server that is busy', async () => {
  const answers = (rcpt: string) => (line: string) => {
    if (line.startsWith('EHLO')) return '250 here'
    return line.startsWith('RCPT') ? rcpt : '250 ok'
  }
  const [gone, busy] = [await raw(answers('550 no such user')), await raw(answers('451 later'))]

  await expect(gone.send(plain)).rejects.toMatchObject({ code: 'refused', details: { response_code: 550 } })
  await expect(busy.send(plain)).rejects.toMatchObject({
    code: 'unavailable',
    details: { response_code: 451 },
  })
})

test('A mail server that is down or goes silent is unavailable, and soon', async () => {
  const down = createMail({ smtp_url: 'smtp://127.0.0.1:1', from, patience_ms: 300 })
  undo.push(down.close)
  const silent = await raw(() => undefined)

  await expect(down.send(plain)).rejects.toMatchObject({ code: 'unavailable' })
  await expect(silent.send(plain)).rejects.toMatchObject({ code: 'unavailable' })
})

test('A sent message is signed for the domain', async () => {
  const { dir, smtp_url } = await open()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const private_key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const mail = createMail({ smtp_url, from, dkim: { domain: 'deedline.test', selector: 'k1', private_key } })
  undo.push(mail.close)

  await mail.send(plain)

  const sent = readFileSync(join(dir, readdirSync(dir)[0] ?? ''), 'utf8')
  expect(sent).toMatch(/DKIM-Signature: v=1; a=rsa-sha256;.*d=deedline.test;\s+.*s=k1;/s)
})

test('The actual recipients of a message are stored with it, whatever its headers say', async () => {
  const { dir, mail } = await open()
  await mail.send(plain)

  expect(readFileSync(join(dir, readdirSync(dir)[0] ?? ''), 'utf8')).toMatch(
    /^Delivered-To: ana@example.com\r\n/,
  )
})

import { describe, expect, test } from 'vitest'
import { sampleReader } from '#testing/sample-reader.ts'
import { outlookPack, outlookText } from './sample-mails.ts'

const { read, textOf } = sampleReader()

describe('an email', () => {
  const mail = (...lines: string[]) => lines.join('\r\n')
  test.each([
    ['few headers', mail('From: ana@example.com', 'Subject: Keys', '', 'Come by.')],
    [
      'a mailbox line before it',
      mail(
        'From ana@example.com Thu Nov  5 17:30:00 2026',
        'From: ana@example.com',
        'Subject: Keys',
        '',
        'Come by.',
      ),
    ],
    [
      'a mailbox line that has no date',
      mail('From ana@example.com', 'From: ana@example.com', 'Subject: Keys', '', 'Come by.'),
    ],
    [
      'two bytes a letter',
      Buffer.from(
        mail('From: ana@example.com', 'To: bo@example.com', 'Subject: Keys', '', 'Come by.'),
        'utf16le',
      ),
    ],
    [
      'a very long block of headers',
      mail(
        ...Array.from({ length: 900 }, (_, i) => `X-Hop-${i}: ${'y'.repeat(60)}`),
        'From: ana@example.com',
        'Subject: Keys',
        '',
        'Come by.',
      ),
    ],
  ])('with %s is an email', async (_, bytes) => {
    const reading = await read('note.eml', bytes)
    expect(reading).toMatchObject({ mime_type: 'message/rfc822', meta: { subject: 'Keys' } })
    expect(reading.pages.at(-1)?.text).toContain('Come by.')
  })

  test('that says only to view it as HTML is read from its HTML, and one with both from its text', async () => {
    const both = (text: string) =>
      mail(
        'From: ana@example.com',
        'To: bo@example.com',
        'Subject: Terms',
        'MIME-Version: 1.0',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        text,
        '--b',
        'Content-Type: text/html',
        '',
        '<p>The seller agrees to pay the transfer tax and the title premium.</p>',
        '--b--',
      )
    expect(await textOf('a.eml', both('View as HTML'))).toContain('transfer tax')
    const plain = await textOf('a.eml', both('The seller agrees to pay the transfer tax (as plain text).'))
    expect(plain).toContain('as plain text')
  })

  test.each([
    ['Mon, 16 Nov 2026 22:40:00 -0800', 'November 16, 2026, 22:40 -0800'],
    ['17 Nov 2026 00:10 +1300', 'November 17, 2026, 00:10 +1300'],
    ['Tue, 1 Dec 2026 23:59:59 GMT', 'December 1, 2026, 23:59 GMT'],
  ])('dated %s keeps its sender’s day', async (date, shown) => {
    const text = await textOf(
      'a.eml',
      mail(
        'From: ana@example.com',
        'To: bo@example.com',
        `Date: ${date}`,
        'Subject: Notice',
        '',
        'I identify it.',
      ),
    )
    expect(text).toContain(`Date: ${shown}`)
  })

  test('gives its attachments, named or not, but not its signature seal; the other emails of a mailbox are files too', async () => {
    const inner = mail('From: cy@example.com', 'Subject: Payoff letter', '', 'Due: $10.')
    const bytes = mail(
      'From a@example.com Thu Nov  5 17:30:00 2026',
      'From: a@example.com',
      'Subject: First',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See below.',
      '--b',
      'Content-Type: message/rfc822',
      '',
      inner,
      '--b',
      'Content-Type: application/pkcs7-signature; name=smime.p7s',
      'Content-Disposition: attachment; filename=smime.p7s',
      '',
      'x',
      '--b--',
      '',
      'From b@example.com Fri Nov  6 10:00:00 2026',
      'From: b@example.com',
      'Subject: Second',
      '',
      'More.',
    )
    const { children } = await read('box.mbox', bytes)
    expect(children.map((child) => child.filename)).toEqual(['Payoff letter.eml', 'Second.eml'])
  })
})

describe('winmail.dat', () => {
  const pack = outlookPack({
    subject: 'Wire instructions',
    body: 'Please confirm by phone first.',
    files: [
      { name: 'WIRE~1.TXT', long: 'Wire instructions – final.txt', content: 'Routing 121000248' },
      { name: 'fees.csv', long: undefined, content: 'Payee,Sum' },
    ],
  })
  const attached = (text: string) =>
    [
      'From: ana@example.com',
      'To: bo@example.com',
      'Subject: Wire',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      text,
      '--b',
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Disposition: attachment; filename=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
      pack.toString('base64'),
      '--b--',
    ].join('\r\n')
  const names = ['Wire instructions – final.txt', 'fees.csv']

  test('in an email gives its files, and its text if the email has none', async () => {
    const empty = await read('a.eml', attached(''))
    expect(empty.children.map((child) => child.filename)).toEqual(names)
    expect(empty.pages[0]?.text).toContain('Please confirm by phone first.')
    const own = await textOf('b.eml', attached('The text of the mail itself, which says what is to be done.'))
    expect(own).toContain('what is to be done')
    expect(own).not.toContain('by phone first')
  })

  test('alone is an email with its subject, text and files', async () => {
    const reading = await read('winmail.dat', pack)
    expect(reading).toMatchObject({
      mime_type: 'application/vnd.ms-tnef',
      meta: { subject: 'Wire instructions' },
    })
    expect(reading.children.map((child) => child.filename)).toEqual(names)
  })

  test.each([7, 40, 120, 200])('that was cut off after %i bytes gives what came before', async (end) => {
    const reading = await read('winmail.dat', pack.subarray(0, end))
    expect(reading.children.length).toBeLessThan(2)
  })

  test('with an email inside gives that email as a separate file', async () => {
    const outer = outlookPack({ subject: 'Fwd', body: 'See below.', files: [], message: pack })
    const { children } = await read('winmail.dat', outer)
    expect(children).toMatchObject([{ filename: 'message.dat', mime_type: 'application/vnd.ms-tnef' }])
  })
})

test('a message of an older Outlook is read in the code page that it names', async () => {
  const cyrillic = Buffer.from([0xc4, 0xee, 0xe3, 0xee, 0xe2, 0xee, 0xf0])
  const reading = await read('a.msg', outlookText(1251, cyrillic))
  expect(reading.meta.subject).toBe('Договор')
  expect((await read('b.msg', outlookText(1252, Buffer.from([0xc9, 0x74, 0xe9])))).meta.subject).toBe('Été')
})

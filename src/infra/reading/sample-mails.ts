/** Emails as Outlook packs and saves them, for the tests of reading. */
import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js'

type Pack = {
  subject: string
  body: string
  files: { name: string; long: string | undefined; content: string }[]
  /** An email attached to this one, also packed. */
  message?: Buffer
}

/** A `winmail.dat`: its text in the old attribute, its subject among the properties, short and long names. */
export function outlookPack({ subject, body, files, message }: Pack): Buffer {
  const file = ({ name, long, content }: Pack['files'][number]) => [
    attribute(2, 0x9002, Buffer.alloc(14)),
    attribute(2, 0x8010, Buffer.from(`${name}\0`)),
    attribute(2, 0x800f, Buffer.from(content)),
    ...(long ? [attribute(2, 0x9005, properties([[0x3707, 0x1f, wide(long)]]))] : []),
  ]
  const inner = message
    ? [
        attribute(2, 0x9002, Buffer.alloc(14)),
        attribute(2, 0x9005, properties([[0x3701, 0x0d, Buffer.concat([Buffer.alloc(16), message])]])),
      ]
    : []
  return Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(1, 0x9007, Buffer.from([0xe4, 4, 0, 0, 0, 0, 0, 0])),
    attribute(1, 0x800c, Buffer.from(`${body}\0`)),
    attribute(1, 0x9003, properties([[0x0037, 0x1f, wide(subject)]])),
    ...files.flatMap(file),
    ...inner,
  ])
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level)
  head.writeUInt16LE(id, 1)
  head.writeUInt32LE(data.length, 5)
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(data.reduce((all, byte) => (all + byte) & 0xffff, 0))
  return Buffer.concat([head, data, sum])
}

/** Preceded by a numeric, a named and a multi-value property, which a reader must skip. */
function properties(known: [id: number, type: number, value: Buffer][]): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    return bytes
  }
  const padded = (value: Buffer) => Buffer.concat([value, Buffer.alloc((4 - (value.length % 4)) % 4)])
  const key = (type: number, id: number) => number(type + id * 0x10000)
  return Buffer.concat([
    number(known.length + 3),
    ...[key(3, 0x0e07), number(1)],
    ...[
      key(0x1e, 0x8001),
      Buffer.alloc(16),
      number(1),
      number(6),
      padded(wide('ab')),
      number(1),
      number(3),
      padded(Buffer.from('xyz')),
    ],
    ...[key(0x1003, 0x6001), number(2), number(7), number(8)],
    ...known.flatMap(([id, type, value]) => [key(type, id), number(1), number(value.length), padded(value)]),
  ])
}

function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le')
}

/** An Outlook message whose subject has one byte per character, with the code page that it names. */
export function outlookText(page: number, subject: Buffer): Uint8Array {
  const head = Buffer.alloc(32 + 16)
  head.writeUInt32LE(0x3fde0003, 32)
  head.writeUInt32LE(page, 40)
  const entries: Entry[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, children: [], length: 0 }]
  for (const [name, bytes] of [
    ['__properties_version1.0', new Uint8Array(head)],
    ['__substg1.0_0037001E', new Uint8Array(subject)],
  ] as const) {
    entries.push({ name, type: TypeEnum.DOCUMENT, binaryProvider: () => bytes, length: bytes.length })
    entries[0]?.children?.push(entries.length - 1)
  }
  return burn(entries)
}

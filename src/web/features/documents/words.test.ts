import { expect, test } from 'vitest'
import { fullNameOf, readingOf, titleBesideProperty } from './words.ts'

const failure = (code: string) => [{ code, message: `A sentence about ${code}.`, at: '2026-11-30T00:00:00Z' }]

test.each([
  ['is being read', { status: 'processing', readable: null, processing_errors: null }, 'processing', null],
  ['was read', { status: 'ready', readable: true, processing_errors: null }, 'ready', null],
  [
    'was read, but for a part of it',
    { status: 'ready', readable: true, processing_errors: failure('incomplete') },
    'ready',
    null,
  ],
  [
    'is kept, but is of a kind that nothing reads',
    { status: 'ready', readable: false, processing_errors: failure('unsupported') },
    'stored',
    'A sentence about unsupported.',
  ],
  [
    'failed',
    { status: 'error', readable: false, processing_errors: failure('encrypted') },
    'error',
    'A sentence about encrypted.',
  ],
  [
    'was read before a later step failed',
    { status: 'error', readable: true, processing_errors: failure('failed') },
    'error',
    'A sentence about failed.',
  ],
] as const)('a document that %s is shown so', (_, document, state, sentence) => {
  expect(readingOf({ ...document, processing_errors: document.processing_errors?.slice() ?? null })).toEqual({
    state,
    sentence,
  })
})

test.each([
  ['Grant Deed – 511 Alder Court', '511 Alder Court, Mesa, AZ 85201', 'Grant Deed'],
  ['Grant Deed – 511 Alder Court', null, 'Grant Deed – 511 Alder Court'],
  ['511 Alder Court', '511 Alder Court, Mesa, AZ 85201', '511 Alder Court'],
  [null, '511 Alder Court, Mesa, AZ 85201', 'scan 3.pdf'],
])('the title %j beside the property %j reads %j', (title, property_address, shown) => {
  expect(titleBesideProperty({ title, property_address, filename: 'scan 3.pdf' })).toBe(shown)
})

test.each([
  ['plan', 'plan.svg', 'plan.svg'],
  ['site plan', 'site_plan.html', 'site_plan.html'],
  [null, 'plan.svg', 'plan.svg'],
  ['Grant Deed – 511 Alder Court', 'scan_0012.pdf', 'Grant Deed – 511 Alder Court'],
])(
  'a document titled %s, of the file %s, is called %s where nothing shows its kind',
  (title, filename, name) => {
    expect(fullNameOf({ title, filename })).toBe(name)
  },
)

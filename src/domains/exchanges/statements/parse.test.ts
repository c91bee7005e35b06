import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '#lib/errors.ts'
import { parseStatement } from './parse.ts'
import type { CsvColumns } from './schema.ts'

const read = (text: string, last4 = '6789', columns: CsvColumns = {}) =>
  parseStatement(Buffer.from(text), last4, columns)
const said = (text: string, last4?: string, columns?: CsvColumns) => {
  const { lines, ...statement } = read(text, last4, columns)
  return { ...statement, lines: lines.map(({ line_key: _, ...line }) => line) }
}

const SGML = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>011000015<ACCTID>XXXXX6789<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301120000[-5:EST]<DTEND>20260331
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302120000[-5:EST]<TRNAMT>742310.55<FITID>A1<NAME>HARBOR TITLE &amp; ESCROW<MEMO>WIRE IN</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260310<TRNAMT>-612500,00<FITID>A2<REFNUM>MMQ-482<NAME>WIRE OUT</STMTTRN>
<STMTTRN><TRNTYPE>INT<DTPOSTED>20260331<TRNAMT>+.50<FITID>A3</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>129811.05<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`

const EXPECTED = {
  ...{ format: 'ofx', starts_on: '2026-03-01', ends_on: '2026-03-31', closing_balance: 129_811_05n },
  lines: [
    {
      ...{ posted_on: '2026-03-02', amount: 742_310_55n, reference: 'A1' },
      description: 'HARBOR TITLE & ESCROW WIRE IN',
    },
    { posted_on: '2026-03-10', amount: -612_500_00n, reference: 'MMQ-482', description: 'WIRE OUT' },
    { posted_on: '2026-03-31', amount: 50n, reference: 'A3', description: 'INT' },
  ],
}

describe('an OFX file', () => {
  test('is read in its old form, whose elements aren’t closed, and as XML', () => {
    expect(said(SGML)).toEqual(EXPECTED)
    const head = '<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?>'
    const xml = SGML.slice(SGML.indexOf('<OFX>')).replaceAll(
      /<([A-Z0-9]+)>([^<\r\n]+)/g,
      (_, tag, value) => `<${tag}>${value}</${tag}>`,
    )
    expect(said(head + xml)).toEqual(EXPECTED)
  })

  test('is of the account that it names, in US dollars, and whole', () => {
    expect(() => read(SGML, '1111')).toThrow('isn’t of the account that ends in 1111')
    expect(() => read(SGML.replace('USD', 'CAD'))).toThrow('US dollars')
    expect(() => read(SGML.slice(0, -300))).toThrow('cut off')
    expect(() => read(SGML.replace('742310.55', 'much'))).toThrow('isn’t an amount')
    expect(() => read('<OFX></OFX>')).toThrow('no bank statement')
  })
})

const BAI2 = `01,BANK01,PEAK1031,260303,0601,1,80,,2/
02,PEAK1031,011000015,1,260302,2359,USD,2/
03,000123456789,USD,010,0,,,015,74181055,,,100,74231055,1,/
16,142,74231055,S,74231055,0,0,REF1,CUST1,HARBOR TITLE/
88,WIRE IN, SALE OF 12 ASPEN/
16,475,50000,0,REF2,,CHECK 1001/
49,222693165,5/
03,999900001111,USD,015,100,,/
49,100,2/
98,222693265,2,9/
99,222693265,1,11/
`

describe('a BAI2 file', () => {
  test('is read with its continuations, for the account with those digits only', () => {
    expect(said(BAI2)).toEqual({
      ...{ format: 'bai2', starts_on: '2026-03-02', ends_on: '2026-03-02', closing_balance: 741_810_55n },
      lines: [
        {
          ...{ posted_on: '2026-03-02', amount: 742_310_55n, reference: 'REF1' },
          description: 'HARBOR TITLE,WIRE IN, SALE OF 12 ASPEN',
        },
        { posted_on: '2026-03-02', amount: -500_00n, reference: 'REF2', description: 'CHECK 1001' },
      ],
    })
    expect(said(BAI2, '1111').lines).toEqual([])
  })

  test('must be complete: its control totals agree, and its last record is there', () => {
    expect(() => read(BAI2.replace('16,475,50000', '16,475,50001'))).toThrow('control total')
    expect(() => read(BAI2.slice(0, -25))).toThrow('cut off')
    expect(() => read(BAI2, '2222')).toThrow('No account in this file ends in 2222')
    expect(() => read(BAI2.replace('260302', '2603'))).toThrow('isn’t a date')
    expect(() => read(BAI2.replace('16,142', '16,942'))).toThrow('isn’t known')
  })
})

describe('a CSV file', () => {
  const line = (posted_on: string, amount: bigint, description: string, reference: string | null = null) => ({
    ...{ posted_on, amount, description, reference },
  })

  test('is read with the columns and the amounts that banks write', () => {
    const one = `"Account","XXXX6789"
"Posting Date","Description","Amount","Running Bal."
"03/31/2026","INTEREST","$1,000.50","129,811.05"
"3/2/26","=WIRE ""IN""","(250.00)","128,810.55"
`
    expect(said(one)).toMatchObject({
      ...{ format: 'csv', starts_on: '2026-03-02', ends_on: '2026-03-31', closing_balance: 129_811_05n },
      lines: [line('2026-03-31', 100_050n, 'INTEREST'), line('2026-03-02', -25_000n, '=WIRE "IN"')],
    })
    const two =
      'Date;Debit;Credit;Details;Reference\n2026-03-02;;742310.55;Wire;R1\n2026-03-03;-5.00;;Fee;\n2026-03-04;7.00-;;Fee;R3\n'
    expect(said(two).lines).toEqual([
      line('2026-03-02', 742_310_55n, 'Wire', 'R1'),
      line('2026-03-03', -500n, 'Fee'),
      line('2026-03-04', -700n, 'Fee', 'R3'),
    ])
  })

  test('has its columns named where they are called otherwise', () => {
    const text = 'Valuta\tWert\tText\n03/02/2026\t10.00\tWire\n'
    expect(() => read(text)).toThrow('The file has: Valuta, Wert, Text.')
    const columns = { date: 'Valuta', amount: 'wert', description: 'Text' }
    expect(said(text, '', columns).lines).toEqual([line('2026-03-02', 1000n, 'Wire')])
  })

  test('with a day or an amount that isn’t one is refused, never guessed', () => {
    for (const [date, amount] of [
      ...[
        ['02/30/2026', '1.00'],
        ['2026-13-01', '1.00'],
        ['March 2', '1.00'],
      ],
      ...[
        ['03/02/2026', '1.005'],
        ['03/02/2026', 'ten'],
        ['03/02/2026', '1e5'],
      ],
    ])
      expect(() => read(`Date,Amount\n${date},${amount}\n`), `${date} ${amount}`).toThrow('isn’t a')
  })
})

test('equal lines of a day are two lines, and the same ones in a longer file', () => {
  const head = 'Date,Amount,Description\n'
  const fee = '03/02/2026,-5.00,Fee\n'
  const keys = (text: string) => read(text).lines.map(({ line_key }) => line_key)
  const short = keys(head + fee + fee)
  expect(new Set(short).size).toBe(2)
  expect(keys(`${head}02/28/2026,1.00,Wire\n${fee}${fee}`).slice(1)).toEqual(short)
})

test('whatever the file has, it is read or refused in a sentence', () => {
  const files = [SGML, BAI2, 'Date,Amount\n03/02/2026,1.00\n']
  const file = fc.constantFrom(...files)
  fc.assert(
    fc.property(file, fc.nat(3_000), fc.string({ maxLength: 12 }), fc.nat(40), (text, at, extra, drop) => {
      const place = at % text.length
      try {
        read(text.slice(0, place) + extra + text.slice(place + drop))
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect((error as AppError).code).toBe('invalid')
      }
    }),
    { numRuns: 3_000 },
  )
  expect(() => parseStatement(Buffer.from([0x25, 0x50, 0x44, 0x46, 0]), '', {})).toThrow('OFX, BAI2 or CSV')
})

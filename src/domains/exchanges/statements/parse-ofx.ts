import { earliest, latest } from '#lib/dates.ts'
import { type Money, parseMoney } from '#lib/money.ts'
import { isAccount, type ParsedStatement, plainText, type ReadLine, unreadable, withKeys } from './parsed.ts'

/**
 * A statement of OFX 1 (SGML, whose elements aren't closed) or 2 (XML), for the account with these last digits. Both are read
 * by their tags: an element's value is what stands between its tag and the next one.
 */
export function parseOfx(text: string, last4: string): ParsedStatement {
  const statements = blocks(text, 'STMTRS')
  if (statements.length === 0) throw unreadable('This OFX file contains no bank statement.')
  const own = statements.filter((one) => isAccount(value(one, 'ACCTID') ?? '', last4))
  if (own.length === 0) throw unreadable(`This statement isn’t of the account that ends in ${last4}.`)
  const [statement = ''] = own
  if (own.length > 1) throw unreadable('This file has several statements of the account. Export one.')
  if ((value(statement, 'CURDEF') ?? 'USD') !== 'USD') throw unreadable('This statement isn’t in US dollars.')
  const lines = blocks(statement, 'STMTTRN').map(readLine)
  const days = lines.map(({ posted_on }) => posted_on).toSorted()
  const [balance = ''] = blocks(statement, 'LEDGERBAL')
  const ends_on = optionalDay(balance, 'DTASOF') ?? optionalDay(statement, 'DTEND') ?? days.at(-1)
  const starts_on = optionalDay(statement, 'DTSTART') ?? days[0] ?? ends_on
  if (!starts_on || !ends_on) throw unreadable('This statement doesn’t say of which days it is.')
  const last = days.at(-1)
  return {
    format: 'ofx',
    starts_on: earliest(starts_on, ends_on),
    ends_on: latest(ends_on, last ?? ends_on),
    closing_balance: last && last > ends_on ? null : optionalMoney(balance, 'BALAMT'),
    lines: withKeys(lines),
  }
}

function readLine(block: string): ReadLine {
  const amount = optionalMoney(block, 'TRNAMT')
  const posted_on = optionalDay(block, 'DTPOSTED')
  const bank_id = value(block, 'FITID')
  if (amount === null || !posted_on) throw unreadable('A line of this statement has no amount or no date.')
  const said = [value(block, 'NAME'), value(block, 'MEMO')].filter((part) => part !== undefined)
  const reference = value(block, 'REFNUM') ?? value(block, 'CHECKNUM') ?? bank_id
  return {
    ...{ posted_on, amount, bank_id },
    reference: reference ? plainText(reference, 200) : null,
    description: plainText([...new Set(said)].join(' '), 1000) || (value(block, 'TRNTYPE') ?? 'Transaction'),
  }
}

/** The contents of each element that contains others; those are closed in both versions. */
function blocks(text: string, tag: string): string[] {
  const found: string[] = []
  const upper = text.toUpperCase()
  let at = upper.indexOf(`<${tag}>`)
  while (at >= 0) {
    const end = upper.indexOf(`</${tag}>`, at)
    if (end < 0) throw unreadable('This OFX file is cut off.')
    found.push(text.slice(at + tag.length + 2, end))
    at = upper.indexOf(`<${tag}>`, end)
  }
  return found
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function value(block: string, tag: string): string | undefined {
  const said = new RegExp(`<${tag}>([^<\\r\\n]*)`, 'i').exec(block)?.[1]?.trim()
  return said ? said.replaceAll(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all) : undefined
}

/** The first eight digits: banks write local days, with or without a time. */
function optionalDay(block: string, tag: string): string | undefined {
  const digits = /^(\d{4})(\d{2})(\d{2})/.exec(value(block, tag) ?? '')
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : undefined
}

function optionalMoney(block: string, tag: string): Money | null {
  const said = value(block, tag)
  if (said === undefined) return null
  const plain = said
    .replace(/^\+/, '')
    .replace(/,(\d{1,2})$/, '.$1')
    .replaceAll(',', '')
  const cents = parseMoney(plain.replace(/^(-?)\./, '$10.').replace(/(\.\d\d)0+$/, '$1'))
  if (cents === undefined) throw unreadable(`“${said.slice(0, 40)}” isn’t an amount.`)
  return cents
}

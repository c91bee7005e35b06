import { describe, expect, test } from 'vitest'
import { plainText } from './html.ts'

describe('a web page', () => {
  test('has each term of a list beside its meaning', () => {
    expect(
      plainText('<dl><dt>Paid to</dt><dd>Thistledown</dd>\n<dt>Sum</dt>\n<dd>$81,220.40</dd></dl><p>End</p>'),
    ).toBe('Paid to   Thistledown\nSum    $81,220.40\n\nEnd')
    expect(
      plainText('<dl><dt>A</dt><dt>B</dt><dd>one</dd><dd>two</dd></dl><dd>alone</dd><dl><dt>Last</dt></dl>'),
    ).toBe('A\nB   one\ntwo\n\nalone\nLast')
  })

  test('has words that only its style separates as separate words', () => {
    expect(plainText('<div><span>Charge</span><span>$18.00</span></div>')).toBe('Charge $18.00')
    expect(plainText('<p><b>Bank</b><i>Quillon National</i></p>')).toBe('Bank Quillon National')
    expect(plainText('<nav><a href="/o">Orders</a><a href="/i">Invoices</a></nav>')).toBe('Orders Invoices')
  })

  test('keeps a word together whose letters are in separate elements', () => {
    expect(
      plainText('<p><b>D</b>eed of <i>Tru</i><i>st</i>, <span>1</span><span>2</span><span>th</span></p>'),
    ).toBe('Deed of Trust, 12th')
  })

  test.each([
    ['by its style', '<p>seen</p><p style="display:none">secret</p>'],
    ['by an attribute', '<p>seen</p><p hidden>secret</p>'],
    [
      'by a sheet',
      '<style>p{color:red} .gone, p.off { display : none }</style><p>seen</p><p class="gone">secret</p><p class="off">secret</p>',
    ],
  ])('omits what is hidden %s', (_, html) => {
    expect(plainText(html)).toBe('seen')
  })

  test('has what is hidden in print only, and stays unchanged if its style sheet is invalid', () => {
    expect(plainText('<style>@media print { .menu { display: none } }</style><p class="menu">seen</p>')).toBe(
      'seen',
    )
    expect(plainText('<style>p:not(.x) > b, ** , body { display: none }</style><p>seen <b>too</b></p>')).toBe(
      'seen too',
    )
  })
})

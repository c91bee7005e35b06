import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseStrictJson } from '#lib/json.ts'

describe('strict JSON', () => {
  test.each([
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['a key twice in a nested object', '[{"x":{"a":1,"a":2}}]'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['a NUL', '{"a":"\\u0000"}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['a lone surrogate in a key', '{"\\udfff":1}'],
    ['a number beyond a double', '{"a":1e400}'],
    ['depth', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['no JSON', '{a:1}'],
  ])('%s is refused', (_, text) => {
    expect(() => parseStrictJson(text)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  test('the same key in sibling objects is fine', () => {
    expect(parseStrictJson('[{"a":1},{"a":":\\"{"}]')).toEqual([{ a: 1 }, { a: ':"{' }])
  })

  test('whatever a well-behaved client sends is read as JSON.parse reads it', () => {
    const clean = fc.jsonValue({ noUnicodeString: false }).filter((v) => {
      const text = JSON.stringify(v)
      return !/__proto__|\\u0000|\\ud[89a-f]/i.test(text)
    })
    fc.assert(
      fc.property(clean, (value) => {
        const text = JSON.stringify(value)
        expect(parseStrictJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })
})

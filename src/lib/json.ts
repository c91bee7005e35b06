import { AppError } from '#lib/errors.ts'

const MAX_DEPTH = 40

/**
 * JSON as it is accepted: no key twice in an object, no `__proto__`, no NUL and no half of a surrogate pair, no number
 * beyond a double, at most 40 levels deep. Throws AppError('invalid') with the reason.
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw refuse(`The body isn’t valid JSON: ${(error as Error).message}.`)
  }
  scanKeys(text)
  checkValue(value)
  return value
}

function refuse(reason: string): AppError {
  return new AppError('invalid', reason)
}

/** `text` is known to be valid JSON, so only strings, brackets and colons need to be told apart. */
function scanKeys(text: string): void {
  const stack: (Set<string> | undefined)[] = []
  let last = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '{' || c === '[') {
      stack.push(c === '{' ? new Set() : undefined)
      if (stack.length > MAX_DEPTH) throw refuse(`The body is nested deeper than ${MAX_DEPTH} levels.`)
    } else if (c === '}' || c === ']') stack.pop()
    else if (c === '"') {
      const start = i
      for (i++; text[i] !== '"'; i++) if (text[i] === '\\') i++
      last = text.slice(start, i + 1)
    } else if (c === ':')
      addKey(stack.at(-1), last.includes('\\') ? (JSON.parse(last) as string) : last.slice(1, -1))
  }
}

function addKey(keys: Set<string> | undefined, key: string): void {
  if (key === '__proto__') throw refuse('The key "__proto__" is not allowed.')
  if (keys?.has(key)) throw refuse(`The key "${key}" appears twice in one object.`)
  keys?.add(key)
}

function checkValue(value: unknown): void {
  if (typeof value === 'string') checkText(value)
  else if (typeof value === 'number' && !Number.isFinite(value))
    throw refuse('A number in the body is too large.')
  else if (value !== null && typeof value === 'object')
    for (const [key, part] of Object.entries(value)) {
      checkText(key)
      checkValue(part)
    }
}

/** Text as it is accepted: whole characters, and no NUL, which PostgreSQL can't store. */
export function checkText(text: string): void {
  if (!text.isWellFormed()) throw refuse('A text value contains half a character (a lone surrogate).')
  if (text.includes('\0')) throw refuse('A text value contains a NUL character.')
}

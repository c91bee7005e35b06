import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { AMOUNT_FIELDS, DATE_FIELDS, ROLES, TAGS } from './meanings.ts'
import type { Token, Vocabulary } from './tokens.ts'

/** The probability of each meaning of a token; the output of a head counts only if its question makes sense there. */
export type Said = { tags: Float32Array; roles: Float32Array; amounts: Float32Array; dates: Float32Array }

/** The network reads this many tokens at once; the first and the last are special tokens. */
const WINDOW = 510
/**
 * The step from one window to the next: a token at an edge is judged in the window where it is closer to the middle.
 */
const STRIDE = 380
const BEGINS = 101
const ENDS = 102
const HEADS = [TAGS.length, ROLES.length, AMOUNT_FIELDS.length, DATE_FIELDS.length] as const
const WIDTH = HEADS.reduce((sum, size) => sum + size, 0)

export type Network = { vocabulary: Vocabulary; judge: (tokens: Token[]) => Promise<Said[]> }

/**
 * Created by `scripts/reader/learn.py`. It runs beside the calling thread, on one core, in about a fifth of a
 * millisecond per token.
 */
export async function openNetwork(): Promise<Network> {
  const session = await InferenceSession.create(fileURLToPath(new URL('./reader.onnx', import.meta.url)), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
  })
  return {
    vocabulary: readVocabulary(),
    judge: (tokens) => judge(session, tokens),
  }
}

export function readVocabulary(): Vocabulary {
  const words = readFileSync(new URL('./vocabulary.txt', import.meta.url), 'utf8').split('\n')
  return new Map(words.map((word, id) => [word, id]))
}

async function judge(session: InferenceSession, tokens: Token[]): Promise<Said[]> {
  const said: Said[] = []
  const depths = new Float64Array(tokens.length).fill(-1)
  for (let from = 0; from < tokens.length || from === 0; from += STRIDE) {
    const window = tokens.slice(from, from + WINDOW)
    const rows = await run(session, window)
    for (let at = 0; at < window.length; at += 1) {
      const depth = Math.min(
        from === 0 ? WINDOW : at,
        from + window.length === tokens.length ? WINDOW : window.length - 1 - at,
      )
      if (depth <= (depths[from + at] ?? -1)) continue
      depths[from + at] = depth
      said[from + at] = toSaid(rows.subarray((at + 1) * WIDTH, (at + 2) * WIDTH))
    }
    if (from + WINDOW >= tokens.length) break
  }
  return said
}

async function run(session: InferenceSession, window: Token[]): Promise<Float32Array> {
  const size = window.length + 2
  const input = (of: (token: Token) => number, first: number, last: number) => {
    const values = new Int32Array(size)
    values[0] = first
    values[size - 1] = last
    window.forEach((token, index) => {
      values[index + 1] = of(token)
    })
    return new Tensor('int32', values, [1, size])
  }
  const output = await session.run({
    ids: input(({ id }) => id, BEGINS, ENDS),
    shapes: input(({ shape }) => shape, 0, 0),
    columns: input(({ column }) => column, 0, 0),
    marks: input(({ mark }) => mark, 0, 0),
  })
  return output.tokens?.data as Float32Array
}

function toSaid(row: Float32Array): Said {
  let at = 0
  const [tags, roles, amounts, dates] = HEADS.map((size) => {
    at += size
    return row.slice(at - size, at)
  }) as [Float32Array, Float32Array, Float32Array, Float32Array]
  return { tags, roles, amounts, dates }
}

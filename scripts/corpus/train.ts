/** Linear support vector machines, one for each class against all others, and the file that they are kept in. */
import { deflateRawSync } from 'node:zlib'
import {
  BUCKETS,
  countFeatures,
  type Features,
  toFeatures,
} from '#domains/documents/understanding/features.ts'
import type { Header, Layer, Model } from '#domains/documents/understanding/model.ts'
import type { Random } from '#lib/random.ts'

/** A document with what it is; `weight` is how much an error on it costs. */
export type Example = { features: Features; row: number; weight: number }

/** How much a bucket tells, from how many of the texts have it; nothing where only one has it. */
export function measureRarity(texts: string[]): Float32Array {
  const seen = new Float32Array(BUCKETS)
  for (const text of texts) {
    const groups = Object.values(countFeatures(text))
    for (const bucket of new Set(groups.flatMap((counts) => [...counts.keys()])))
      seen[bucket] = (seen[bucket] ?? 0) + 1
  }
  return seen.map((count) => (count < 2 ? 0 : Math.log(1 + texts.length / count)))
}

export function toExample(text: string, row: number, rarity: Float32Array, weight = 1): Example {
  return { features: toFeatures(text, rarity), row, weight }
}

export type Trained = { weights: Float32Array; bias: Float32Array }

const EPOCHS = 30

/**
 * For each row the plane between its examples and all others, by coordinate descent in the dual of the squared hinge
 * loss (Hsieh et al., ICML 2008). The bias is the weight of a feature that every example has.
 */
export function train(examples: Example[], rows: number, cost: number, next: Random): Trained {
  const points = examples.map(({ features, row, weight }) => ({
    buckets: Uint32Array.from(features.keys()),
    values: Float32Array.from(features.values()),
    length: [...features.values()].reduce((sum, value) => sum + value * value, 1),
    row,
    slack: 1 / (2 * cost * weight),
  }))
  const weights = new Float32Array(rows * BUCKETS)
  const bias = new Float32Array(rows)
  const order = points.map((_, index) => index)
  for (let row = 0; row < rows; row += 1) {
    const plane = weights.subarray(row * BUCKETS, (row + 1) * BUCKETS)
    const alphas = new Float64Array(points.length)
    for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
      shuffle(order, next)
      for (const index of order) {
        const { buckets, values, length, slack, row: own } = points[index] as (typeof points)[number]
        const side = own === row ? 1 : -1
        let score = bias[row] ?? 0
        for (let i = 0; i < buckets.length; i += 1)
          score += (plane[buckets[i] as number] ?? 0) * (values[i] as number)
        const alpha = alphas[index] ?? 0
        const gradient = side * score - 1 + slack * alpha
        const moved = Math.max(0, alpha - gradient / (length + slack))
        if (moved === alpha) continue
        alphas[index] = moved
        const step = (moved - alpha) * side
        bias[row] = (bias[row] ?? 0) + step
        for (let i = 0; i < buckets.length; i += 1)
          plane[buckets[i] as number] = (plane[buckets[i] as number] ?? 0) + step * (values[i] as number)
      }
    }
  }
  return { weights, bias }
}

function shuffle(values: number[], next: Random): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1))
    const value = values[i] as number
    values[i] = values[j] as number
    values[j] = value
  }
}

/** Weights as bytes; what is too small to matter becomes zero, and zeros pack well. */
export function quantize({ weights, bias }: Trained): Layer {
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127
  return {
    weights: Int8Array.from(weights, (weight) => Math.round(weight / step)),
    bias: [...bias].map((value) => Math.round(value * 1e4) / 1e4),
    step,
  }
}

export function pack({ types, kinds, rarity, ...rest }: Model): Buffer {
  const rarity_step = rarity.reduce((most, each) => Math.max(most, each), 0) / 255
  const header: Header = {
    ...rest,
    rarity_step,
    types: { bias: types.bias, step: types.step },
    kinds: { bias: kinds.bias, step: kinds.step },
  }
  const body = Buffer.concat([
    Uint8Array.from(rarity, (each) => Math.round(each / rarity_step)),
    new Uint8Array(types.weights.buffer),
    new Uint8Array(kinds.weights.buffer),
  ])
  return packBytes(header, body)
}

function packBytes(header: object, body: Uint8Array): Buffer {
  const head = Buffer.from(JSON.stringify(header))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(head.length)
  return Buffer.concat([size, head, deflateRawSync(body, { level: 9 })])
}

/** Softmax regression by stochastic gradient steps of decreasing size (Adagrad), with weight decay. */
import { deflateRawSync } from 'node:zlib'
import {
  BUCKETS,
  countFeatures,
  type Features,
  toFeatures,
} from '#domains/documents/understanding/features.ts'
import { type Category, type Model, softmax } from '#domains/documents/understanding/model.ts'
import type { Random, Sample } from './compose.ts'

export type Example = { features: Features; row: number }

/** How much a bucket tells, from how many of the texts have it: log of the inverse share. */
export function measureRarity(texts: string[]): Float32Array {
  const seen = new Float32Array(BUCKETS)
  for (const text of texts) {
    const { head, body } = countFeatures(text)
    for (const bucket of new Set([...head.keys(), ...body.keys()])) seen[bucket] = (seen[bucket] ?? 0) + 1
  }
  return seen.map((count) => (count === 0 ? 0 : Math.log(1 + texts.length / count)))
}

export function toExamples(samples: Sample[], categories: Category[], rarity: Float32Array): Example[] {
  const rows = new Map(categories.map((category, row) => [keyOf(category), row]))
  return samples.map(({ family, text }) => ({
    features: toFeatures(text, rarity),
    row: rows.get(keyOf(family)) ?? 0,
  }))
}

export function keyOf({ document_type, category }: Category): string {
  return `${document_type}/${category}`
}

export function train(examples: Example[], rows: number, epochs: number, next: Random) {
  const weights = new Float32Array(rows * BUCKETS)
  const squares = new Float32Array(rows * BUCKETS).fill(0.1)
  const bias = new Array<number>(rows).fill(0)
  const decay = 2e-6
  const rate = 1
  const step = ({ features, row }: Example) => {
    const scores = bias.map((start, each) => {
      let sum = start
      for (const [bucket, value] of features) sum += (weights[each * BUCKETS + bucket] ?? 0) * value
      return sum
    })
    softmax(scores).forEach((chance, each) => {
      const error = chance - (each === row ? 1 : 0)
      if (Math.abs(error) < 0.002) return
      bias[each] = (bias[each] ?? 0) - 0.02 * error
      for (const [bucket, value] of features) {
        const at = each * BUCKETS + bucket
        const gradient = error * value + decay * (weights[at] ?? 0)
        squares[at] = (squares[at] ?? 0) + gradient * gradient
        weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(squares[at] ?? 1)
      }
    })
  }
  for (let epoch = 0; epoch < epochs; epoch += 1) for (const example of shuffle(examples, next)) step(example)
  return { weights, bias }
}

function shuffle<T>(values: T[], next: Random): T[] {
  return values
    .map((value) => ({ value, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value)
}

/** Weights as bytes; what is too small to matter becomes zero, and zeros pack well. */
export function pack(
  trained: { weights: Float32Array; bias: number[] },
  categories: Category[],
  rarity: Float32Array,
  temperature: number,
): Buffer {
  const { weights, bias } = trained
  const highest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const step = highest / 127
  const rarity_step = rarity.reduce((most, each) => Math.max(most, each), 0) / 255
  const bytes = Buffer.alloc(BUCKETS + weights.length)
  rarity.forEach((each, index) => {
    bytes.writeUInt8(Math.round(each / rarity_step), index)
  })
  weights.forEach((weight, index) => {
    bytes.writeInt8(Math.round(weight / step), BUCKETS + index)
  })
  const round = (value: number) => Math.round(value * 1e4) / 1e4
  const fields = { categories, bias: bias.map(round), step, temperature, rarity_step }
  const header = Buffer.from(
    JSON.stringify(fields satisfies Omit<Model, 'weights' | 'rarity'> & { rarity_step: number }),
  )
  const size = Buffer.alloc(4)
  size.writeUInt32LE(header.length)
  return Buffer.concat([size, header, deflateRawSync(bytes, { level: 9 })])
}

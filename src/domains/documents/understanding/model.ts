import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import type { DocumentType } from '#domains/documents/schema.ts'
import { BUCKETS, type Features } from './features.ts'

export type Category = { document_type: DocumentType; category: string }

/** One linear score per row, each with `BUCKETS` weights in units of `step`. Weights are bytes. */
export type Layer = { bias: number[]; weights: Int8Array; step: number }

/** Created by `scripts/train-classifier.ts`. */
export type Model = {
  document_types: DocumentType[]
  /** Scores of the types: margins of support vector machines, one for each against all others. */
  types: Layer
  categories: Category[]
  /** Scores of the categories; only those of the chosen type are compared. */
  kinds: Layer
  /** Inverse document frequency by bucket. */
  rarity: Float32Array
  /** Divides the margins, so that a confidence of 0.8 is right 8 times in 10. */
  temperature: number
}

/** Precedes the packed bytes: rarity, weights of the types, weights of the categories. */
export type Header = Pick<Model, 'document_types' | 'categories' | 'temperature'> & {
  rarity_step: number
  types: Omit<Layer, 'weights'>
  kinds: Omit<Layer, 'weights'>
}

export function loadModel(file = new URL('./model.bin', import.meta.url)): Model {
  const bytes = readFileSync(file)
  const size = bytes.readUInt32LE(0)
  const header = JSON.parse(bytes.subarray(4, 4 + size).toString()) as Header
  const body = inflateRawSync(bytes.subarray(4 + size))
  const { document_types, categories, temperature } = header
  const rarity = Float32Array.from(body.subarray(0, BUCKETS), (step) => step * header.rarity_step)
  const rows = (first: number, count: number) =>
    new Int8Array(body.buffer, body.byteOffset + BUCKETS * (1 + first), count * BUCKETS)
  return {
    document_types,
    categories,
    temperature,
    rarity,
    types: { ...header.types, weights: rows(0, document_types.length) },
    kinds: { ...header.kinds, weights: rows(document_types.length, categories.length) },
  }
}

/** The score of each row: higher is likelier. */
export function scoreRows({ bias, weights, step }: Layer, features: Features): number[] {
  return bias.map((start, row) => {
    let sum = 0
    for (const [bucket, weight] of features) sum += (weights[row * BUCKETS + bucket] ?? 0) * weight
    return sum * step + start
  })
}

export function softmax(scores: number[], temperature = 1): number[] {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp((score - highest) / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

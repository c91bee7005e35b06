import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import type { DocumentType } from '#domains/documents/schema.ts'
import { BUCKETS, type Features } from './features.ts'

export type Category = { document_type: DocumentType; category: string }

/**
 * Multinomial logistic regression over categories, each of which belongs to one type. Weights are bytes; the file
 * is made by `scripts/train-classifier.ts`.
 */
export type Model = {
  categories: Category[]
  bias: number[]
  /** One row of `BUCKETS` weights a category, in units of `step`. */
  weights: Int8Array
  step: number
  /** Inverse document frequency by bucket. */
  rarity: Float32Array
  /** Divides the scores, so that a confidence of 0.8 is right 8 times in 10. */
  temperature: number
}

type Header = Pick<Model, 'categories' | 'bias' | 'step' | 'temperature'> & { rarity_step: number }

export function loadModel(file = new URL('./model.bin', import.meta.url)): Model {
  const bytes = readFileSync(file)
  const size = bytes.readUInt32LE(0)
  const header = JSON.parse(bytes.subarray(4, 4 + size).toString()) as Header
  const body = inflateRawSync(bytes.subarray(4 + size))
  const rarity = Float32Array.from(body.subarray(0, BUCKETS), (step) => step * header.rarity_step)
  const weights = new Int8Array(body.buffer, body.byteOffset + BUCKETS, header.categories.length * BUCKETS)
  return { ...header, rarity, weights }
}

/** The score of each category: higher is likelier, only differences matter. */
export function scoreCategories(model: Model, features: Features): number[] {
  return model.categories.map((_, row) => {
    let sum = 0
    for (const [bucket, weight] of features) sum += (model.weights[row * BUCKETS + bucket] ?? 0) * weight
    return sum * model.step + (model.bias[row] ?? 0)
  })
}

export function softmax(scores: number[], temperature = 1): number[] {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp((score - highest) / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

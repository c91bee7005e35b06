import { calculate, type Kind } from '#domains/exchanges/rules/calculate.ts'
import examples from '#domains/exchanges/rules/examples.json' with { type: 'json' }
import { AppError } from '#lib/errors.ts'
import { random, randomQuestion } from '#testing/random-questions.ts'

// `node bench/rules.ts [fuzz runs]`: what one thread answers in a second, from JSON facts to JSON outcome, and a run
// of random questions that stops at the first throw that is not a declared refusal.

const SECONDS = 1.5
const MEASURED = ['DL-14', 'DL-05', 'ID-01', 'ID-04', 'ID-07', 'ID-14', 'FR-05', 'GB-06', 'GB-23']

function rate(kind: Kind, inputs: unknown): number {
  for (let warming = 0; warming < 20_000; warming++) calculate({ kind, inputs })
  const start = performance.now()
  let count = 0
  for (; performance.now() - start < SECONDS * 1000; count += 1000) {
    for (let i = 0; i < 1000; i++) calculate({ kind, inputs })
  }
  return Math.round((count * 1000) / (performance.now() - start))
}

function fuzz(runs: number): { answered: number; refused: number; seconds: number } {
  const next = random(1031)
  const start = performance.now()
  let answered = 0
  for (let run = 0; run < runs; run++) {
    const question = randomQuestion(next)
    try {
      calculate(question)
      answered += 1
    } catch (error) {
      if (error instanceof AppError && error.code === 'invalid') continue
      console.error('An input that broke a rule:', question)
      throw error
    }
  }
  return { answered, refused: runs - answered, seconds: Math.round((performance.now() - start) / 100) / 10 }
}

console.table(
  examples
    .filter(({ id }) => MEASURED.includes(id))
    .map(({ id, kind, inputs }) => ({ id, kind, per_second: rate(kind as Kind, inputs) })),
)
console.table([fuzz(Number(process.argv[2] ?? 1_000_000))])

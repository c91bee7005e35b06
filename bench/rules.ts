import { calculate, type Kind } from '#domains/exchanges/rules/calculate.ts'
import examples from '#domains/exchanges/rules/examples.json' with { type: 'json' }
import { AppError } from '#lib/errors.ts'
import { random } from '#lib/random.ts'
import { randomQuestion } from '#testing/random-questions.ts'

// `node bench/rules.ts [fuzz runs]`: what one thread answers in a second, from JSON facts to JSON outcome, and a run
// of random questions that stops at the first throw that is not a declared refusal.

const MEASURED = ['DL-14', 'DL-05', 'ID-01', 'ID-04', 'ID-07', 'ID-14', 'FR-05', 'GB-06', 'GB-23']

/** Answers a second: the best of seven windows, for a shared machine slows some of them and speeds none. */
function rate(kind: Kind, inputs: unknown): number {
  let best = 0
  for (let window = 0; window < 7; window++) {
    const start = performance.now()
    for (let i = 0; i < 20_000; i++) calculate({ kind, inputs })
    best = Math.max(best, 20_000 / (performance.now() - start))
  }
  return Math.round(best * 1000)
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

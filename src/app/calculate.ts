import { readFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { answerQuestion } from '#domains/exchanges/calculators/answer.ts'
import { AppError } from '#lib/errors.ts'

const question = z.object({ id: z.string().optional(), kind: z.string(), inputs: z.unknown() })

/**
 * `deedline calculate [file]`: reads one `{ kind, inputs }`, or a list of them with ids, from the file or from
 * standard input, and prints the answer or the list. Returns the exit code: 1 when anything could not be calculated.
 * In a list, a refusal takes the place of its answer as `{ id, error, issues }`, so that one mistake does not hide the
 * other answers.
 */
export async function calculateCommand(
  args: readonly string[],
  stdin: Readable,
  stdout: Writable,
  stderr: Writable = process.stderr,
): Promise<number> {
  try {
    const questions = parse(await read(args, stdin))
    if (!Array.isArray(questions)) {
      print(stdout, answerQuestion(questions))
      return 0
    }
    const answers = questions.map(answerOrError)
    print(stdout, answers)
    const refused = answers.filter((one) => 'error' in one)
    for (const one of refused) stderr.write(`${one.id ?? '(no id)'}: ${one.error}\n`)
    return refused.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    stderr.write(`${error.message}\n`)
    return 1
  }
}

async function read([file, ...rest]: readonly string[], stdin: Readable): Promise<string> {
  if (rest.length > 0)
    throw new AppError(
      'invalid',
      'Usage: deedline calculate [file]. Without a file it reads the standard input.',
    )
  if (file === undefined || file === '-') return text(stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new AppError('missing', `The file ${file} cannot be read.`, { cause: String(error) })
  }
}

type Question = z.output<typeof question>

function parse(json: string): Question | Question[] {
  const parsed = z.union([question, z.array(question)]).safeParse(tryJson(json))
  if (parsed.success) return parsed.data
  throw new AppError('invalid', 'Give {"kind": …, "inputs": {…}} or a list of such objects with ids.')
}

function tryJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new AppError('invalid', `This is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

function answerOrError(asked: Question) {
  try {
    return answerQuestion(asked)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { id: asked.id, error: error.message, ...error.details }
  }
}

function print(stdout: Writable, value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

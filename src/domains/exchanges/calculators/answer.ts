import { calculate, type Kind } from '#domains/exchanges/rules/calculate.ts'

/**
 * One answer as it goes over the wire, by HTTP and on the command line: the outcome's own fields stand beside the
 * kind. `explanation` says why. `reasons` is the same, but where the outcome has reasons of its own
 * (`disqualified`) those codes keep the name. Throws AppError `invalid`, as `calculate` does.
 */
export function answerQuestion(question: { id?: string | undefined; kind: string; inputs: unknown }) {
  const { kind, outcome, reasons, missing, flags } = calculate({
    kind: question.kind as Kind, // calculate refuses, in words, a kind that it does not know
    inputs: question.inputs,
  })
  const id = question.id === undefined ? {} : { id: question.id }
  return { ...id, kind, reasons, ...outcome, explanation: reasons, missing, flags }
}

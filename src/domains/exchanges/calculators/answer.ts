import { calculate, type Kind } from '#domains/exchanges/rules/calculate.ts'

/**
 * One answer in the form that HTTP and the command line return: the outcome's own fields beside the kind. `explanation`
 * says why. `reasons` is the same, except if the outcome has reasons of its own (`disqualified`), whose codes keep the
 * name. Throws AppError `invalid`, as `calculate` does.
 */
export function answerQuestion(question: { id?: string | undefined; kind: string; inputs: unknown }) {
  const { kind, outcome, reasons, missing, flags } = calculate({
    kind: question.kind as Kind, // calculate refuses an unknown kind with a message
    inputs: question.inputs,
  })
  const id = question.id === undefined ? {} : { id: question.id }
  return { ...id, kind, reasons, ...outcome, explanation: reasons, missing, flags }
}

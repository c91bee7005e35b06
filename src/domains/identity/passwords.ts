import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { AppError } from '#lib/errors.ts'

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** Not among the passwords that attackers try first. `about` holds words related to the person. */
export function demandGoodPassword(password: string, about: string[]): void {
  const words = about
    .flatMap((text) => [text, text.replaceAll(/\W/g, ''), ...text.split(/\W+/)])
    .filter((word) => word.length > 2)
  const { score } = strength.check(password.slice(0, 72), words)
  if (score >= 3) return
  const reason = 'This password is easy to guess. Add a word or two that don’t belong together.'
  throw new AppError('invalid', reason, { issues: [{ field: 'password', reason }] })
}

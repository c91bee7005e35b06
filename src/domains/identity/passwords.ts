import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { AppError } from '#lib/errors.ts'

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/**
 * At least 12 characters, and not among the passwords that attackers try first. `about` holds words related to the
 * person.
 */
export function demandGoodPassword(password: string, about: string[]): void {
  const reason = faultOf(password, about)
  if (reason) throw new AppError('invalid', reason, { issues: [{ field: 'password', reason }] })
}

function faultOf(password: string, about: string[]): string | undefined {
  if (password.length < 12) return 'The password needs at least 12 characters; a few words in a row are fine.'
  if (password.length > 200) return 'The password is longer than 200 characters.'
  const words = about
    .flatMap((text) => [text, text.replaceAll(/\W/g, ''), ...text.split(/\W+/)])
    .filter((word) => word.length > 2)
  const { score } = strength.check(password.slice(0, 72), words)
  return score < 3
    ? 'This password is easy to guess. Add a word or two that don’t belong together.'
    : undefined
}

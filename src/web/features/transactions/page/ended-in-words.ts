import type { EndedAccess } from '#domains/transactions/guests/schema.ts'
import { formatCount } from '#web/kit/figures.ts'

/** What ended with the access of a client, and what didn’t. */
export function endedInWords({ shares, requests, left }: EndedAccess): string {
  const ended = [
    shares > 0 && formatCount(shares, 'share'),
    requests > 0 && formatCount(requests, 'document request'),
  ].filter((part) => part !== false)
  const words = ['Their link no longer works.']
  if (ended.length > 0) words.push(`Also ended: ${ended.join(' and ')} sent to the same address.`)
  if (left > 0)
    words.push(
      `${formatCount(left, 'link')} of colleagues still ${left === 1 ? 'works' : 'work'}: ask them to end ${left === 1 ? 'it' : 'them'}.`,
    )
  return words.join(' ')
}

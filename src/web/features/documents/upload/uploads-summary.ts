import { formatCount } from '#web/kit/figures.ts'
import type { Upload, UploadState } from './uploads.ts'

const MOVING: UploadState[] = ['waiting', 'sending']
const TROUBLE: UploadState[] = ['failed', 'duplicate', 'unread']

/** How far all of them are, in a few words and as a part of the whole. */
export function summarize(shown: Upload[]) {
  const count = (...states: UploadState[]) => shown.filter(({ state }) => states.includes(state)).length
  const [moving, lost, trouble] = [count(...MOVING), count('lost'), count(...TROUBLE)]
  const [reading, stored] = [count('reading'), count('stored')]
  return {
    headline: headline({ all: shown.length, moving, lost, trouble, reading, stored }),
    part: partOf(shown),
    /** They must not be left behind with the page. */
    unsent: moving + lost,
    trouble,
    running: moving + lost + reading + count('paused') > 0,
  }
}

type Counts = { all: number; moving: number; lost: number; trouble: number; reading: number; stored: number }

function headline({ all, moving, lost, trouble, reading, stored }: Counts): string {
  if (moving > 0) return `Uploading ${moving} of ${formatCount(all, 'file')}`
  if (lost > 0) return `${formatCount(lost, 'file waits', 'files wait')} for the connection`
  if (trouble > 0) return `${formatCount(trouble, 'file needs', 'files need')} attention`
  if (reading > 0) return `Processing ${reading} of ${formatCount(all, 'file')}`
  return stored === 0 ? `${formatCount(all, 'file')} uploaded` : `${formatCount(all, 'file')} stored`
}

function partOf(shown: Upload[]): number {
  const all = shown.reduce((sum, { file_size }) => sum + file_size, 0)
  const sent = shown.reduce((sum, { sent }) => sum + sent, 0)
  return all === 0 ? 0 : Math.min(1, sent / all)
}

const RANK: Record<UploadState, number> = {
  failed: 0,
  lost: 0,
  unread: 0,
  duplicate: 0,
  sending: 1,
  paused: 1,
  waiting: 2,
  reading: 3,
  stored: 4,
  done: 4,
}

/** What needs the person comes first. */
export function inOrder(shown: Upload[]): Upload[] {
  return shown.toSorted((a, b) => RANK[a.state] - RANK[b.state] || a.key - b.key)
}

/**
 * A thread beside the parser, which may be too busy to check: ends the process when it grows too large or is orphaned.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { OUT_OF_MEMORY } from './protocol.ts'

let megabytes = Number.POSITIVE_INFINITY
parentPort?.on('message', (limit: number) => {
  megabytes = limit
})

setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 1_048_576) process.kill(process.pid, OUT_OF_MEMORY)
  if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL')
}, 100)

import { parentPort, workerData } from 'node:worker_threads'
import { readSheet } from 'read-excel-file/node'

/** A date in a workbook is a moment at midnight UTC; people mean the day. */
const textOf = (cell: unknown): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? cell.toISOString().slice(0, 10)
      : String(cell)

const rows = await readSheet(workerData as string)
parentPort?.postMessage(
  rows.map((row) => row.map(textOf)).filter((row) => row.some((cell) => cell.trim() !== '')),
)

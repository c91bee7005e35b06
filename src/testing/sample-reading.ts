import type { Page, Reading } from '#infra/reading/schema.ts'

/** Lines of text as they would be read: one word beside the other, each row an inch of a fifty-fourth high. */
export function toReading(...lines: string[]): Reading {
  const words = lines.flatMap((line, row) =>
    [...line.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      x0: 0.05 + match.index * 0.008,
      y0: 0.05 + row * 0.018,
      x1: 0.05 + (match.index + match[0].length) * 0.008,
      y1: 0.063 + row * 0.018,
      confidence: 1,
    })),
  )
  const page: Page = {
    page_number: 1,
    width: 612,
    height: 792,
    text: lines.join('\n'),
    words,
    image_path: null,
    thumbnail_path: null,
    source: 'text_layer',
    rotation: 0,
  }
  return { mime_type: 'application/pdf', pages: [page], children: [], meta: {}, warnings: [] }
}

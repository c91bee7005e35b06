import { create, type Font } from 'fontkit'
import type { PDFDocument } from 'pdf-lib'

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0]

/**
 * How pdf-lib reads fonts. Its own copy of fontkit dates from before 2020 and writes subsets whose glyphs are shifted, so
 * that Poppler and others show no letters; the current one gives a subset at once, where pdf-lib listens to a stream. The
 * two packages' types name other parts of the same font.
 */
export const fontkit: Fontkit = {
  create: (bytes) => {
    const font = create(bytes as Buffer) as Font
    const createSubset = font.createSubset.bind(font)
    const adapted = Object.assign(font, { createSubset: () => streamed(createSubset()) })
    return adapted as unknown as ReturnType<Fontkit['create']>
  },
}

/** A subset that is written at once, as a stream of one part. */
function streamed(subset: ReturnType<Font['createSubset']>) {
  const stream = {
    on: (event: 'data' | 'end', hear: (part: Uint8Array) => void) => {
      if (event === 'data') queueMicrotask(() => hear(subset.encode()))
      if (event === 'end') queueMicrotask(() => hear(new Uint8Array()))
      return stream
    },
  }
  return Object.assign(subset, { encodeStream: () => stream })
}

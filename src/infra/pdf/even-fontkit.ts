import fontkit from '@pdf-lib/fontkit'

type Fontkit = typeof fontkit
/** What a subset keeps while it is written. Not part of its published types. */
type Subset = { glyf: Uint8Array[]; offset: number; _addGlyph: (id: number) => number }

/**
 * fontkit, whose subsets begin each glyph at an even place. The table of short places counts in pairs of bytes, and
 * @pdf-lib/fontkit 1.1.1 doesn't fill up glyphs of an odd length: those after one were blank in every reader (2026-12-01).
 */
export const evenFontkit: Fontkit = {
  ...fontkit,
  create: (bytes, name) => {
    const font = fontkit.create(bytes, name)
    const createSubset = font.createSubset.bind(font)
    font.createSubset = () => {
      const subset = createSubset()
      fillUp(subset as unknown as Subset)
      return subset
    }
    return font
  },
}

function fillUp(subset: Subset): void {
  const add = subset._addGlyph.bind(subset)
  subset._addGlyph = (id) => {
    const place = add(id)
    const glyph = subset.glyf[place]
    if (glyph && glyph.length % 2 === 1) {
      // It has a Buffer of its own, and writes no other.
      const Bytes = glyph.constructor as typeof Buffer
      subset.glyf[place] = Bytes.concat([glyph, Bytes.alloc(1)])
      subset.offset += 1
    }
    return place
  }
}

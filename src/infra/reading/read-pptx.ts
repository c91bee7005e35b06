import { blocks, openFlow } from './flow-text.ts'
import type { Job } from './job.ts'
import { linked, mainPart, openParts, type Parts } from './office-parts.ts'
import type { Parts as TextParts } from './read-text.ts'
import { descendants } from './xml.ts'

/** The slides in order, each with its notes and comments. */
export async function readPptx(job: Job): Promise<TextParts> {
  const parts = await openParts(job.input, job.limits)
  const main = mainPart(parts, 'ppt/presentation.xml')
  const targets = new Map(parts.links(main).map(({ id, target }) => [id, target]))
  const slides = [...descendants(parts.xml(main), 'sldId')].flatMap((slide) => {
    // The slide has an id of its own in addition to the id of its part.
    const name = targets.get(Object.entries(slide.attribs).find(([key]) => key.endsWith(':id'))?.[1] ?? '')
    return name ? [name] : []
  })
  const text = slides.map((name) =>
    [...words(parts, name), ...beside(parts, name, 'notesSlide', 'Notes: '), ...remarks(parts, name)].join(
      '\n',
    ),
  )
  return { text: text.join('\n\n'), meta: { slides: slides.length } }
}

function words(parts: Parts, name: string): string[] {
  return blocks(
    parts.xml(name),
    openFlow(() => undefined),
  ).filter((line) => line.trim() !== '')
}

function beside(parts: Parts, name: string, type: string, prefix: string): string[] {
  return linked(parts, name, type).flatMap((note) => {
    const lines = words(parts, note).filter((line) => !/^\d{1,4}$/.test(line))
    return lines.length > 0 ? [prefix + lines.join(' ')] : []
  })
}

function remarks(parts: Parts, name: string): string[] {
  return linked(parts, name, 'comments').flatMap((each) =>
    [...descendants(parts.xml(each), 'cm')].map(
      (remark) =>
        `Comment: ${[...descendants(remark.children, 'text')].map((text) => text.children.map((node) => ('data' in node ? node.data : '')).join('')).join(' ')}`,
    ),
  )
}

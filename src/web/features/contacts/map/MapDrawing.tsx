import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import type { Point } from '#domains/contacts/rules/area.ts'
import { type Atlas, type Label, loadCounties, loadStates, WORLD } from './atlas.ts'
import styles from './ContactMap.module.css'
import { type Pixel, pixelOf, scaleOf, type Viewport } from './viewport.ts'

/** From this zoom on, counties are told apart. */
const COUNTIES_FROM = 6.5
/** A name stands where its state or county is so many pixels wide for each of its letters. */
const PIXELS_A_LETTER = 9

const FOREVER = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY }

type Props = { view: Viewport; area: Point[] | undefined; line: Pixel[] }

/** The states, close up their counties, and the area that contacts are narrowed down to. */
export function MapDrawing({ view, area, line }: Props) {
  const close = view.zoom >= COUNTIES_FROM
  const { data: states } = useQuery({ queryKey: ['atlas', 'states'], queryFn: loadStates, ...FOREVER })
  const { data: counties } = useQuery({
    ...{ queryKey: ['atlas', 'counties'], queryFn: loadCounties, ...FOREVER },
    enabled: close,
  })
  const scale = scaleOf(view) / WORLD
  const [left, top] = [view.width / 2 - view.x * scaleOf(view), view.height / 2 - view.y * scaleOf(view)]
  const labels = close && counties && view.zoom >= 8 ? counties.labels : (states?.labels ?? [])
  return (
    <svg className={styles.drawing} width={view.width} height={view.height} aria-hidden>
      <g transform={`translate(${left} ${top}) scale(${scale})`}>
        {states && <path d={states.land} className={styles.land} />}
        {close && counties && <Borders atlas={counties} className={styles.county} />}
        {states && <Borders atlas={states} className={styles.state} />}
      </g>
      {labels
        .map((label) => ({ ...label, left: left + label.x * scale, top: top + label.y * scale }))
        .filter((label) => isShown(label, label, scale, view))
        .map(({ name, ...at }) => (
          <text key={`${name} ${at.x} ${at.y}`} x={at.left} y={at.top} className={styles.name}>
            {name}
          </text>
        ))}
      {area && (
        <polygon className={styles.area} points={pointsOf(area.map((point) => pixelOf(view, point)))} />
      )}
      {line.length > 1 && <polygon className={styles.line} points={pointsOf(line)} />}
    </svg>
  )
}

/** Long paths: they are drawn anew only where they change. */
const Borders = memo(({ atlas, className }: { atlas: Atlas; className: string | undefined }) => (
  <path d={atlas.borders} className={className} />
))

function isShown({ name, width }: Label, { left, top }: Pixel, scale: number, view: Viewport): boolean {
  const inSight = left > 0 && left < view.width && top > 0 && top < view.height
  return inSight && width * scale > name.length * PIXELS_A_LETTER
}

const pointsOf = (pixels: Pixel[]) => pixels.map(({ left, top }) => `${left},${top}`).join(' ')

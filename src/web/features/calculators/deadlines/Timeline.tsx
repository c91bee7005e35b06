import { useElementSize } from '@mantine/hooks'
import { addDays, latest } from '#lib/dates.ts'
import { formatDay, formatMonth } from '#web/kit/dates.tsx'
import type { DeadlineAnswer } from './answer-deadlines.ts'
import styles from './Timeline.module.css'
import { type Mark, monthStarts, type PlacedMark, placeMarks, saturdays, scaleOf } from './timeline-layout.ts'

const ROW = 36

/** The periods as a line: day 0, day 45, day 180, the return, and which end is the limit. */
export function Timeline({ answer }: { answer: DeadlineAnswer }) {
  const { ref, width: measured } = useElementSize()
  const width = measured || 640
  const { clock_start: start, day_180 } = answer.periods.outcome
  const marks = marksOf(answer)
  const end = addDays(latest(day_180, ...marks.map(({ day }) => day)), 4)
  const scale = scaleOf(start, end, width)
  const placed = placeMarks(marks, scale, width)
  const line = Math.max(...placed.map(({ row }) => row + 1)) * ROW + 14
  const words = marks
    .map(({ day, label, binding }) => `${label} ${formatDay(day)}${binding ? ', the limit' : ''}`)
    .join('; ')
  return (
    <div ref={ref} className={styles.timeline}>
      <svg
        viewBox={`0 0 ${width} ${line + 40}`}
        role="img"
        aria-label={`Timeline: ${words}. Weekends do not move them.`}
      >
        <rect x={0} y={line + 2} width={scale(answer.exchange.day)} height={8} className={styles.exchange} />
        <rect
          x={0}
          y={line + 2}
          width={scale(answer.identification.day)}
          height={8}
          className={styles.identification}
        />
        {saturdays(start, end).map((day) => (
          <rect
            key={day}
            x={scale(day)}
            y={line}
            width={scale(addDays(start, 2))}
            height={12}
            className={styles.weekend}
          />
        ))}
        {monthStarts(start, end)
          .filter((_, index) => width > 480 || index % 2 === 0)
          .map((day) => (
            <text key={day} x={Math.min(scale(day), width - 22)} y={line + 30} className={styles.month}>
              {formatMonth(day)}
            </text>
          ))}
        {placed.map((mark) => (
          <Pole key={`${mark.label}${mark.day}`} mark={mark} line={line} />
        ))}
        {placed.map((mark) => (
          <Flag key={`${mark.label}${mark.day}`} mark={mark} />
        ))}
      </svg>
      <p className={styles.legend}>
        <span data-key="identification">Identification period</span>
        <span data-key="exchange">Exchange period</span>
        <span data-key="weekend">Weekend: the deadline doesn’t move</span>
      </p>
    </div>
  )
}

function Pole({ mark, line }: { mark: PlacedMark; line: number }) {
  return (
    <line
      x1={mark.x}
      y1={topOf(mark) + 19}
      x2={mark.x}
      y2={line + 12}
      className={mark.binding ? styles.bindingPole : styles.pole}
    />
  )
}

function Flag({ mark }: { mark: PlacedMark }) {
  const { textX: x, anchor: textAnchor } = mark
  return (
    <g className={mark.binding ? styles.binding : undefined}>
      <text x={x} y={topOf(mark)} textAnchor={textAnchor} className={styles.label}>
        {mark.label}
      </text>
      <text x={x} y={topOf(mark) + 14} textAnchor={textAnchor} className={styles.detail}>
        {mark.detail}
      </text>
    </g>
  )
}

const topOf = ({ row }: PlacedMark) => row * ROW + 12

/** A return far behind day 180 limits nothing, and would only make the picture small. */
const NEAR_DAYS = 45

function marksOf({ periods, due, limit, identification, exchange }: DeadlineAnswer): Mark[] {
  const { clock_start, day_180, binding_limit } = periods.outcome
  const moved = exchange.moved_from !== null
  const marks = [
    mark(clock_start, 'Day 0'),
    mark(identification.day, identification.moved_from ? 'Identify, postponed' : 'Day 45'),
    mark(day_180, 'Day 180', !moved && binding_limit !== 'return_due_date'),
  ]
  if (limit && limit <= addDays(day_180, NEAR_DAYS)) {
    const label = limit === due?.return_due_date ? 'Return due' : 'Return, extended'
    marks.push(mark(limit, label, !moved && binding_limit !== 'day_180'))
  }
  if (moved) marks.push(mark(exchange.day, 'Receive, postponed', true))
  return marks
}

function mark(day: string, label: string, binding = false): Mark {
  return { day, label: binding ? `${label} · limit` : label, detail: formatDay(day), binding }
}

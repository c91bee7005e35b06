import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFocusCentered, IconLasso, IconMinus, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { contacts } from '#domains/contacts/contract.ts'
import type { ContactCluster, ContactMap as MapAnswer } from '#domains/contacts/map/schema.ts'
import { type Bounds, type Point, readArea, writeArea } from '#domains/contacts/rules/area.ts'
import { answerTo } from '#web/calls.ts'
import type { narrowingOf } from '#web/features/contacts/list/views.ts'
import { formatCount } from '#web/kit/figures.ts'
import { Refused } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { Clusters } from './Clusters.tsx'
import styles from './ContactMap.module.css'
import { MapDrawing } from './MapDrawing.tsx'
import { spotOf } from './spot.ts'
import { useGestures } from './use-gestures.ts'
import { useLasso } from './use-lasso.ts'
import { useViewport } from './use-viewport.ts'
import { boundsIn, cornersOf, fitted, MOST_ZOOM, type Viewport, zoomed } from './viewport.ts'

type Props = {
  narrowing: ReturnType<typeof narrowingOf>
  area: string | undefined
  setArea: (area: string | undefined) => void
  open: string | undefined
  show: (open: string) => void
}

/** The contacts of a list on a map that is moved by mouse, by fingers and by keys, and narrowed down to an area of it. */
export function ContactMap({ narrowing, area, setArea, open, show }: Props) {
  const all = useCall(contacts.map, narrowing)
  const home = useMemo(() => all.data && reachOf(all.data.clusters), [all.data])
  const { ref, view, move, fit, ready } = useViewport(home)
  const [element, setElement] = useState<HTMLElement | null>(null)
  const asked = useAsked(view)
  const answer = useQuery({
    ...answerTo(contacts.map, { ...narrowing, ...asked }),
    ...{ enabled: asked.zoom !== undefined && all.data !== undefined, placeholderData: keepPreviousData },
  })
  const gestures = useGestures(element, move)
  const enclose = (points: Point[]) => setArea(writeArea(points))
  const lasso = useLasso(view, enclose)
  const choose = (cluster: ContactCluster) => {
    if (cluster.contact) return show(cluster.contact.id)
    const spot = isOnePlace(cluster) || view.zoom >= MOST_ZOOM - 0.01
    return spot ? show(spotOf(cluster)) : move((now) => closer(now, cluster))
  }
  if (all.error) return <Refused error={all.error} retry={all.refetch} />
  return (
    <div className={styles.frame}>
      <div ref={ref} className={styles.map}>
        <section
          ref={setElement}
          className={styles.surface}
          aria-label="Map of contacts"
          aria-description="Arrow keys move the map, plus and minus zoom."
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is moved by keys.
          tabIndex={0}
          data-drawing={lasso.drawing || undefined}
          {...(lasso.drawing ? lasso.handlers : gestures)}
        >
          {ready && <MapDrawing view={view} area={area ? readArea(area) : undefined} line={lasso.line} />}
        </section>
        {ready && !lasso.drawing && (
          <Clusters view={view} clusters={answer.data?.clusters ?? []} open={open} choose={choose} />
        )}
        <Zoom move={move} fit={fit} />
        <AreaTools
          lasso={lasso}
          area={area}
          setArea={setArea}
          enclose={() => enclose(cornersOf(boundsIn(view)))}
        />
      </div>
      <Counts answer={all.data} area={area} />
    </div>
  )
}

type AreaProps = Pick<Props, 'area' | 'setArea'> & { lasso: ReturnType<typeof useLasso>; enclose: () => void }

/** The ways to narrow contacts down to an area: by drawing it, or to what the map shows. */
function AreaTools({ lasso, area, setArea, enclose }: AreaProps) {
  const small = { size: 'compact-sm', variant: 'default' } as const
  if (lasso.drawing)
    return (
      <Group className={styles.tools} gap={6}>
        <Text size="sm" fw={500} className={styles.hint}>
          Draw around the contacts
        </Text>
        <Button {...small} onClick={lasso.stop}>
          Cancel
        </Button>
      </Group>
    )
  return (
    <Group className={styles.tools} gap={6}>
      <Button {...small} leftSection={<IconLasso size={15} />} onClick={lasso.start}>
        Draw area
      </Button>
      <Button {...small} onClick={enclose}>
        Contacts in this view
      </Button>
      {area && (
        <Button {...small} onClick={() => setArea(undefined)}>
          Clear area
        </Button>
      )}
    </Group>
  )
}

type ZoomProps = { move: (change: (view: Viewport) => Viewport) => void; fit: () => void }

function Zoom({ move, fit }: ZoomProps) {
  const buttons = [
    { label: 'Zoom in', icon: <IconPlus size={17} />, run: () => move((view) => zoomed(view, 1)) },
    { label: 'Zoom out', icon: <IconMinus size={17} />, run: () => move((view) => zoomed(view, -1)) },
    { label: 'Show all contacts', icon: <IconFocusCentered size={17} />, run: fit },
  ]
  return (
    <ActionIcon.Group orientation="vertical" className={styles.zoom}>
      {buttons.map(({ label, icon, run }) => (
        <Tooltip key={label} label={label} position="left">
          <ActionIcon variant="default" size={32} aria-label={label} onClick={run}>
            {icon}
          </ActionIcon>
        </Tooltip>
      ))}
    </ActionIcon.Group>
  )
}

/** How many contacts the map shows, and how many it can't. */
function Counts({ answer, area }: { answer: MapAnswer | undefined; area: string | undefined }) {
  if (!answer) return null
  const shown = answer.clusters.reduce((sum, { count }) => sum + count, 0)
  const { unplaced } = answer
  return (
    <Text size="sm" c="dimmed" aria-live="polite">
      {[
        `${formatCount(shown, 'contact')}${area ? ' in this area' : ''}, placed by ZIP code or city.`,
        unplaced > 0 &&
          `${formatCount(unplaced, 'contact')} ${unplaced === 1 ? 'has' : 'have'} no known address.`,
      ]
        .filter(Boolean)
        .join(' ')}
    </Text>
  )
}

/** What is asked for once the map rests: somewhat more than it shows, so that moving it a little shows no gap. */
function useAsked(view: Viewport) {
  const { west, south, east, north } = boundsIn(view)
  const [across, up] = [(east - west) * 0.15, (north - south) * 0.15]
  const edges = [
    ...[Math.max(-180, west - across), Math.max(-90, south - up)],
    ...[Math.min(180, east + across), Math.min(90, north + up)],
  ]
  const text = `${edges.map((edge) => Number(edge.toFixed(4))).join(',')} ${view.zoom.toFixed(2)}`
  const [bounds, zoom] = useDebouncedValue(view.width > 0 ? text : '', 150)[0].split(' ')
  return bounds && zoom ? { bounds, zoom: Number(zoom) } : {}
}

const ONE_PLACE = 0.0005
const isOnePlace = ({ west, east, south, north }: Bounds) =>
  east - west < ONE_PLACE && north - south < ONE_PLACE

/** Always a step closer, also to contacts that the map already shows as far apart as it can. */
function closer(view: Viewport, cluster: ContactCluster): Viewport {
  const near = fitted(view, cluster)
  return near.zoom > view.zoom + 0.5 ? near : { ...near, zoom: Math.min(MOST_ZOOM, view.zoom + 1) }
}

function reachOf(clusters: ContactCluster[]): Bounds | undefined {
  if (clusters.length === 0) return undefined
  return {
    west: Math.min(...clusters.map(({ west }) => west)) - 0.01,
    south: Math.min(...clusters.map(({ south }) => south)) - 0.01,
    east: Math.max(...clusters.map(({ east }) => east)) + 0.01,
    north: Math.max(...clusters.map(({ north }) => north)) + 0.01,
  }
}

import { Tooltip } from '@mantine/core'
import type { ContactCluster } from '#domains/contacts/map/schema.ts'
import { formatNumber } from '#web/kit/figures.ts'
import styles from './ContactMap.module.css'
import { pixelOf, type Viewport } from './viewport.ts'

type Props = {
  view: Viewport
  clusters: ContactCluster[]
  open: string | undefined
  choose: (cluster: ContactCluster) => void
}

/** Contacts on a map: a circle for those that are close to each other, a dot for a single one. */
export function Clusters({ view, clusters, open, choose }: Props) {
  return clusters
    .map((cluster) => ({ cluster, at: pixelOf(view, [cluster.longitude, cluster.latitude]) }))
    .filter(
      ({ at }) => at.left > -30 && at.left < view.width + 30 && at.top > -30 && at.top < view.height + 30,
    )
    .map(({ cluster, at }) => {
      const { contact, count } = cluster
      const size = contact ? 16 : sizeOf(count)
      const label = contact ? contact.display_name : `${formatNumber(count, 0)} contacts`
      return (
        <Tooltip key={`${cluster.longitude} ${cluster.latitude} ${count}`} label={label} openDelay={150}>
          <button
            type="button"
            className={contact ? styles.dot : styles.cluster}
            data-precision={contact?.precision}
            data-open={(contact && contact.id === open) || undefined}
            style={{
              width: size,
              height: size,
              transform: `translate(${at.left - size / 2}px, ${at.top - size / 2}px)`,
            }}
            aria-label={label}
            onClick={() => choose(cluster)}
          >
            {!contact && shortOf(count)}
          </button>
        </Tooltip>
      )
    })
}

/** Four times as many contacts are not four times as wide. */
const sizeOf = (count: number) => Math.min(58, Math.round(26 + 4.5 * Math.log2(count)))
const shortOf = (count: number) =>
  count < 1000 ? String(count) : `${formatNumber(count / 1000, count < 10_000 ? 1 : 0)}k`

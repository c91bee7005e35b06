import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { relationships } from '#domains/contacts/relationships/contract.ts'
import type { ContactGraph } from '#domains/contacts/relationships/schema.ts'
import { RELATIONS } from '#web/features/contacts/words.ts'
import { useCall } from '#web/use-call.ts'
import styles from './Graph.module.css'
import { layOut } from './graph-layout.ts'

/** On a phone the picture is drawn narrower, so that its names stay as large as they are. */
const [WIDTH, NARROW] = [560, 350]
/** Above so many relationships, their words would lie on each other: a line says its own when it is pointed at. */
const MOST_WORDS = 10
const LONGEST = 22

/** Who is related to whom, up to three steps away, as a picture; every contact in it opens. */
export function Graph({ id }: { id: string }) {
  const phone = useMediaQuery('(max-width: 48em)')
  const { data } = useCall(relationships.graph, { id })
  if (!data || data.relationships.length < 2) return null
  const width = phone ? NARROW : WIDTH
  const { places, height } = layOut(data, id, width)
  const dense = data.relationships.length > MOST_WORDS
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.graph} role="img" aria-label={labelOf(data)}>
      {data.relationships.map(({ id: key, from_contact_id, to_contact_id, relation, ownership_percent }) => {
        const [from, to] = [places.get(from_contact_id), places.get(to_contact_id)]
        if (!from || !to) return null
        const words = ownership_percent === null ? RELATIONS[relation].from : `${ownership_percent}%`
        return (
          <g key={key}>
            <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} className={styles.line}>
              <title>{words}</title>
            </line>
            {!dense && (
              <text x={(from.x + to.x) / 2} y={(from.y + to.y) / 2 + 4} className={styles.relation}>
                {words}
              </text>
            )}
          </g>
        )
      })}
      {data.contacts.map((contact) => {
        const place = places.get(contact.id)
        if (!place) return null
        const name = contact.display_name
        const shown = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name
        return (
          <Link key={contact.id} to="/contacts/$id" params={{ id: contact.id }}>
            <g className={styles.contact} data-center={contact.id === id || undefined}>
              {contact.kind === 'person' ? (
                <circle cx={place.x} cy={place.y} r={9} />
              ) : (
                <rect x={place.x - 9} y={place.y - 9} width={18} height={18} rx={3} />
              )}
              <text x={place.x} y={place.y + 24}>
                {shown}
                <title>{name}</title>
              </text>
            </g>
          </Link>
        )
      })}
    </svg>
  )
}

function labelOf({ contacts, relationships: all }: ContactGraph): string {
  const nameOf = (id: string) => contacts.find((one) => one.id === id)?.display_name
  return all
    .map(
      (one) => `${nameOf(one.from_contact_id)}: ${RELATIONS[one.relation].from} ${nameOf(one.to_contact_id)}`,
    )
    .join('. ')
}

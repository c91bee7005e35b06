import { type GeoPath, geoMercator, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** The drawing's width for the whole world; one unit is about 600 m. */
export const WORLD = 65_536
export type Label = { name: string; x: number; y: number; width: number }
export type Atlas = { land: string; borders: string; labels: Label[] }

type Named = { name: string }

function pathsOfWorld(): GeoPath {
  const projection = geoMercator()
    .scale(WORLD / (2 * Math.PI))
    .translate([WORLD / 2, WORLD / 2])
  return geoPath(projection).digits(1)
}

/** The states, as two paths and their names; read when a map is opened, 37 kB compressed (2026-11-30). */
export async function loadStates(): Promise<Atlas> {
  const { default: topology } = await import('us-atlas/states-10m.json')
  return drawn(topology, topology.objects.states)
}

/** The counties, read when a map is close enough to tell them apart, 256 kB compressed (2026-11-30). */
export async function loadCounties(): Promise<Atlas> {
  const { default: topology } = await import('us-atlas/counties-10m.json')
  return drawn(topology, topology.objects.counties)
}

function drawn(topology: Topology, all: GeometryCollection<Named>): Atlas {
  const path = pathsOfWorld()
  const labels = feature(topology, all).features.map((one) => {
    const [[left], [right]] = path.bounds(one)
    const [x, y] = path.centroid(one)
    return { name: one.properties.name, x, y, width: right - left }
  })
  return {
    land: path(feature(topology, all)) ?? '',
    borders: path(mesh(topology, all)) ?? '',
    labels,
  }
}

import type { Address, Params } from '#web/features/calculators/facts-in-url.ts'

/** Every fact is text, as it is typed and as it stands in the address; a switch is `yes` or empty. */
export type PropertyFacts = {
  /** Names the row on the screen and stays when the property is renamed. */
  id: string
  name: string
  value: string
  received: string
  /** Its value when received, or at the end of the exchange period, where that is another. */
  value_95: string
  revoked: string
  /** The id of the larger item that it comes with. */
  part_of: string
}

export type IdentificationFacts = { sold: string; ends: string; given: string[]; properties: PropertyFacts[] }

const FIRST: Params = { sold: '', ends: '' }

export function newProperty(properties: readonly PropertyFacts[]): PropertyFacts {
  const id = `p${1 + Math.max(0, ...properties.map((property) => Number(property.id.slice(1))))}`
  return { id, name: '', value: '', received: '', value_95: '', revoked: '', part_of: '' }
}

/** `p2=450000,2025-11-20,449999,,p1,Depot`: the name comes last, for it may hold commas. */
function readProperty(id: string, text: string): PropertyFacts {
  const [value = '', received = '', value_95 = '', revoked = '', part_of = '', ...name] = text.split(',')
  return { id, value, received, value_95, revoked, part_of, name: name.join(',') }
}

function writeProperty({ value, received, value_95, revoked, part_of, name }: PropertyFacts): string {
  return [value, received, value_95, revoked, part_of]
    .map((text) => text.replaceAll(',', ''))
    .concat(name)
    .join(',')
}

const isEmpty = (property: PropertyFacts) => /^,*$/.test(writeProperty(property))

export const identificationAddress: Address<IdentificationFacts> = {
  read: (params) => {
    const { sold = '', ends = '' } = { ...FIRST, ...params }
    const properties = Object.entries(params)
      .filter(([name]) => /^p\d{1,3}$/.test(name))
      .map(([name, text]) => readProperty(name, text))
    return {
      sold,
      ends,
      given: params.given?.split(',') ?? [''],
      properties: properties.length > 0 ? properties : [newProperty([])],
    }
  },
  write: ({ sold, ends, given, properties }) => ({
    ...(sold && { sold }),
    ...(ends && { ends }),
    ...(given.some(Boolean) && { given: given.map((value) => value.replaceAll(',', '')).join(',') }),
    ...Object.fromEntries(
      properties
        .filter((property) => !isEmpty(property))
        .map((property) => [property.id, writeProperty(property)]),
    ),
  }),
}

export const IDENTIFICATION_EXAMPLES: { title: string; params: Params }[] = [
  {
    title: 'Three properties of any value',
    params: {
      sold: '2026-03-02',
      given: '1000000',
      p1: '2400000,,,,,Harbor Point',
      p2: '1900000,,,,,Mill Street 14',
      p3: '3100000,,,,,Cedar Ridge',
    },
  },
  {
    title: 'Five within 200%',
    params: {
      sold: '2026-03-02',
      given: '1000000',
      p1: '500000,,,,,Harbor Point',
      p2: '450000,,,,,Mill Street 14',
      p3: '400000,,,,,Cedar Ridge',
      p4: '350000,,,,,Depot',
      p5: '300000,,,,,Quarry Lot',
    },
  },
  {
    title: 'Over-identified: 95% missed by one dollar',
    params: {
      sold: '2025-06-02',
      given: '1000000',
      p1: '1000000,2025-09-01,,,,Harbor Point',
      p2: '800000,2025-09-15,,,,Mill Street 14',
      p3: '600000,2025-10-01,,,,Cedar Ridge',
      p4: '450000,2025-11-20,449999,,,Depot',
      p5: '150000,,150001,,,Quarry Lot',
    },
  },
  {
    title: 'Furniture that comes with the building',
    params: {
      sold: '2026-03-02',
      given: '1000000',
      p1: '1000000,,,,,Apartments',
      p2: '100000,,,,p1,Furniture',
      p3: '900000,,,,,Cedar Ridge',
      p4: '800000,,,,,Depot',
    },
  },
]

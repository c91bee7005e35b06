/** The states of the US, the District of Columbia and Puerto Rico, by their postal codes. */
export const US_STATES = {
  ...{ AL: 'Alabama', AK: 'Alaska', AZ: 'Arizona', AR: 'Arkansas', CA: 'California', CO: 'Colorado' },
  ...{ CT: 'Connecticut', DE: 'Delaware', DC: 'District of Columbia', FL: 'Florida', GA: 'Georgia' },
  ...{ HI: 'Hawaii', ID: 'Idaho', IL: 'Illinois', IN: 'Indiana', IA: 'Iowa', KS: 'Kansas', KY: 'Kentucky' },
  ...{ LA: 'Louisiana', ME: 'Maine', MD: 'Maryland', MA: 'Massachusetts', MI: 'Michigan', MN: 'Minnesota' },
  ...{ MS: 'Mississippi', MO: 'Missouri', MT: 'Montana', NE: 'Nebraska', NV: 'Nevada', NH: 'New Hampshire' },
  ...{ NJ: 'New Jersey', NM: 'New Mexico', NY: 'New York', NC: 'North Carolina', ND: 'North Dakota' },
  ...{ OH: 'Ohio', OK: 'Oklahoma', OR: 'Oregon', PA: 'Pennsylvania', PR: 'Puerto Rico', RI: 'Rhode Island' },
  ...{ SC: 'South Carolina', SD: 'South Dakota', TN: 'Tennessee', TX: 'Texas', UT: 'Utah', VT: 'Vermont' },
  ...{ VA: 'Virginia', WA: 'Washington', WV: 'West Virginia', WI: 'Wisconsin', WY: 'Wyoming' },
} as const
export type UsState = keyof typeof US_STATES

/** As they were written before postal codes, and still are by many. */
const ABBREVIATIONS: Partial<Record<UsState, string>> = {
  ...{ AL: 'ala', AK: 'alas', AZ: 'ariz', AR: 'ark', CA: 'calif cal', CO: 'colo', CT: 'conn', DE: 'del' },
  ...{ DC: 'washingtondc', FL: 'fla', ID: 'ida', IL: 'ill', IN: 'ind', KS: 'kans kan' },
  ...{ MA: 'mass', MI: 'mich', MN: 'minn', MS: 'miss', MT: 'mont', NE: 'nebr neb', NV: 'nev' },
  ...{ NM: 'nmex', NC: 'ncar', ND: 'ndak', OK: 'okla', OR: 'ore oreg', PA: 'penn penna' },
  ...{ SC: 'scar', SD: 'sdak', TN: 'tenn', TX: 'tex', WA: 'wash', WV: 'wva' },
  ...{ WI: 'wis wisc', WY: 'wyo' },
}

const lettersOf = (text: string) => text.replaceAll(/[\s.,]/g, '').toLowerCase()

const CODES = new Map(
  Object.entries(US_STATES).flatMap(([code, name]) =>
    [code, name, ...(ABBREVIATIONS[code as UsState]?.split(' ') ?? [])].map((text) => [
      lettersOf(text),
      code,
    ]),
  ),
)

/** "CA" of "ca", "C.A.", "Calif." or "California"; null of what is no state. */
export function stateCode(text: string): UsState | null {
  return (CODES.get(lettersOf(text)) ?? null) as UsState | null
}

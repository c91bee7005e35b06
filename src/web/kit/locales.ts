/** The ways of writing dates and figures that a person can choose; tests hold each. The words stay English. */
export const LOCALES = ['en-US', 'en-GB', 'en-CA', 'en-AU', 'es-US', 'es-MX', 'fr-CA', 'de-DE'] as const
export type Locale = (typeof LOCALES)[number]

/** The one to use for whatever a browser or a profile names; American where none is near. */
export function nearestLocale(name: string): Locale {
  const [language = '', ...rest] = name.toLowerCase().split(/[-_@]/)
  const same = LOCALES.filter((locale) => locale.startsWith(`${language}-`))
  const region = rest.find((part) => part.length === 2)
  const exact = same.find((locale) => locale.slice(3).toLowerCase() === region)
  if (exact) return exact
  // Outside of North America, English is written as in Britain: the day before the month.
  if (language === 'en' && region) return 'en-GB'
  return same[0] ?? 'en-US'
}

export function localeName(locale: Locale): string {
  return new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' }).of(locale) ?? locale
}

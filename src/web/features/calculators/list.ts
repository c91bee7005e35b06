export const CALCULATOR_PAGES = [
  {
    to: '/calculators/deadlines',
    title: 'Deadlines',
    text: 'Day 45 and the end of the exchange period, and what limits it: day 180, the tax return, an extension, a disaster notice.',
  },
  {
    to: '/calculators/identification',
    title: 'Identification',
    text: 'Check identified properties against the 3-property, 200% and 95% rules, and see what is at stake.',
  },
  {
    to: '/calculators/boot',
    title: 'Boot and Form 8824',
    text: 'From closing statements or amounts to lines 12 to 25, each with its formula; a PDF for the file.',
  },
] as const

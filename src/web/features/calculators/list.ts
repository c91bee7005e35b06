export const CALCULATOR_PAGES = [
  {
    to: '/calculators/deadlines',
    title: 'Deadlines',
    text: 'Day 45 and the end of the exchange period, with what binds it: day 180, the return, an extension, a disaster notice.',
  },
  {
    to: '/calculators/identification',
    title: 'Identification',
    text: 'Which rule carries a list of properties: three, 200% or 95%, and what is at stake when none does.',
  },
  {
    to: '/calculators/boot',
    title: 'Boot and Form 8824',
    text: 'From closing statements or amounts to lines 12 to 25, each with its formula; a PDF for the file.',
  },
] as const

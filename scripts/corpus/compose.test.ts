import { expect, test } from 'vitest'
import { readCommonLines, readFamilies } from '#domains/documents/load/wording.ts'
import { openClassifier } from '#domains/documents/understanding/classify.ts'
import { openUnderstanding } from '#domains/documents/understanding/understand.ts'
import { random } from '#lib/random.ts'
import { compose } from './compose.ts'

const { classify } = openClassifier()
const { learn } = await openUnderstanding()
const families = readFamilies()
const common = readCommonLines()

test('the model in the repository still knows the wording that it was trained on', () => {
  const next = random(99)
  const samples = families.flatMap((family) =>
    Array.from({ length: 4 }, () => compose(family, families, common, next)),
  )
  const right = samples.filter(({ family, text }) => classify(text).document_type === family.document_type)
  expect(right.length / samples.length).toBeGreaterThan(0.9)
})

test('an organization’s corrections change nothing for documents of other kinds', () => {
  const text =
    'INTAKE SHEET of Quillfeather House\nWeekly checklist of items received\nCoordinator initials beside each item when received and uploaded to the file room before payout'
  const learned = learn([
    { text, document_type: 'closing' },
    { text: `${text}\nAgent: Rosa Pereira`, document_type: 'closing' },
  ])
  const next = random(7)
  const samples = families.map((family) => compose(family, families, common, next).text)
  for (const sample of samples)
    expect(classify(sample, learned).document_type).toBe(classify(sample).document_type)
})

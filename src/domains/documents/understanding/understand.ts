import type { DocumentType } from '#domains/documents/schema.ts'
import type { Reading } from '#infra/reading/schema.ts'
import { type Classification, type Classifier, openClassifier } from './classify.ts'
import { type Extraction, extract } from './extract.ts'
import { type Network, openNetwork } from './network/network.ts'
import { type Label, learn as learnFrom, type OrganizationModel } from './organization-model.ts'
import { proposeTitle } from './propose-title.ts'

export type Understanding = Classification & {
  /** Null: the file name stays the title. */
  title: string | null
  extractions: Extraction[]
}

/** Below this, a person is asked. Chosen from the calibration in docs/classifier.md. */
export const REVIEW_BELOW = 0.8

/** Reads the models once; everything else is pure. */
export async function openUnderstanding(classifier: Classifier = openClassifier(), network?: Network) {
  const reader = network ?? (await openNetwork())
  return {
    /** A document's type and its key terms. The organization's model, if any, comes from `learn`. */
    understand: async (reading: Reading, organization?: OrganizationModel): Promise<Understanding> => {
      const text = reading.pages.map((page) => page.text).join('\n')
      const classification = classifier.classify(text, organization)
      const extractions = await extract(reading.pages, reader, mayAgree(classification))
      return { ...classification, title: proposeTitle(classification, reading, extractions), extractions }
    },
    learn: (labels: Label[], before?: OrganizationModel) => learnFrom(labels, classifier.featuresOf, before),
    featuresOf: classifier.featuresOf,
  }
}

const AGREEMENTS: DocumentType[] = ['contract', 'offer', 'counteroffer', 'amendment', 'addendum']

/** Whether it is, or may turn out to be, something that buyer and seller agree on. Other documents have no contingencies. */
function mayAgree({ document_type, alternatives }: Classification): boolean {
  const likely = alternatives.filter(({ score }) => score >= 0.1).map((one) => one.document_type)
  return [document_type, ...likely].some((type) => AGREEMENTS.includes(type))
}

/** Whether a person should check before the type is taken for granted. */
export function documentNeedsReview(
  result: Pick<Classification, 'confidence_score'>,
  threshold = REVIEW_BELOW,
): boolean {
  return result.confidence_score < threshold
}

import type { Duplicates } from '#lib/errors.ts'

/** By the constraint that refuses it. */
export const documentDuplicates: Duplicates = {
  document_versions_organization_id_document_id_version_numbe_key: {
    sentence: 'Someone else added a version at the same moment. Reload the document, then add yours.',
  },
}

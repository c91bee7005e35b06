import {
  IconBuildingEstate,
  IconCalendar,
  IconCategory,
  IconCircleDot,
  IconEye,
  IconEyeCheck,
  IconFile,
  IconFileSad,
  IconRuler2,
  IconShare,
  IconTag,
  IconUser,
} from '@tabler/icons-react'
import { matchesAddress } from '#domains/documents/rules/addresses.ts'
import { categoryName } from '#domains/documents/rules/categories.ts'
import { DocumentStatus, DocumentType, type Facets, Visibility } from '#domains/documents/schema.ts'
import { DOCUMENT_TYPES, STATUSES, VISIBILITIES } from '#web/features/documents/words.ts'
import type { Choice, Filter } from '#web/kit/filters/filter.ts'

type Bucket = Facets[keyof Facets][number]

/** What a list of documents is narrowed by: the choices are the schema's, counted, and those that the documents have. */
export function documentFilters(facets: Facets | null): Filter[] {
  const counted = (buckets: Bucket[] | undefined, value: string) =>
    buckets && { count: buckets.find((bucket) => bucket.value === value)?.count ?? 0 }
  const known = <V extends string>(
    values: readonly V[],
    words: Record<V, string>,
    facet?: keyof Facets,
  ): Choice[] =>
    values.map((value) => ({ value, label: words[value], ...(facet && counted(facets?.[facet], value)) }))
  const found = (facet: keyof Facets, label = ({ value, label }: Bucket) => label ?? value): Choice[] =>
    facets?.[facet].map((bucket) => ({ value: bucket.value, label: label(bucket), count: bucket.count })) ??
    []
  const choices = { kind: 'choices', several: true } as const
  return [
    {
      kind: 'text',
      id: 'property',
      label: 'Property',
      icon: IconBuildingEstate,
      known: found('property'),
      fits: matchesAddress,
    },
    {
      ...choices,
      id: 'document_type',
      label: 'Type',
      icon: IconFile,
      choices: known(DocumentType.options, DOCUMENT_TYPES, 'document_type'),
    },
    {
      ...choices,
      id: 'category',
      label: 'Category',
      icon: IconCategory,
      choices: found('category', ({ value }) => categoryName(value) ?? value.replaceAll('_', ' ')),
    },
    {
      ...choices,
      id: 'status',
      label: 'Status',
      icon: IconCircleDot,
      choices: known(DocumentStatus.options, STATUSES, 'status'),
    },
    {
      ...choices,
      id: 'tag',
      label: 'Tag',
      icon: IconTag,
      choices: found('tag'),
    },
    { ...choices, id: 'uploaded_by', label: 'Uploaded by', icon: IconUser, choices: found('uploaded_by') },
    {
      ...choices,
      id: 'visibility',
      label: 'Visible to',
      icon: IconEye,
      several: false,
      choices: known(Visibility.options, VISIBILITIES),
    },
    {
      kind: 'days',
      id: 'created',
      label: 'Uploaded',
      icon: IconCalendar,
      from: 'created_from',
      to: 'created_to',
    },
    { kind: 'flag', id: 'needs_review', label: 'Needs review', icon: IconEyeCheck, value: 'true' },
    { kind: 'flag', id: 'shared_with_me', label: 'Shared with me', icon: IconShare, value: 'true' },
    { kind: 'flag', id: 'readable', label: "Couldn't be read", icon: IconFileSad, value: 'false' },
    { kind: 'sizes', id: 'size', label: 'File size', icon: IconRuler2, from: 'min_size', to: 'max_size' },
  ]
}

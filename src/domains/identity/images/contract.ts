import { Organization, User } from '#domains/identity/schema.ts'
import { contract, get, put, remove } from '#lib/contract.ts'
import { ImageName, LARGEST_IMAGE_BYTES, NewImage } from './schema.ts'

const bytes = Math.ceil((LARGEST_IMAGE_BYTES * 4) / 3) + 1_000

/** Pictures that clients see: the person's photo and the organization's logo. */
export const images = contract(
  { tag: 'images', about: ['user', 'organization'] },
  {
    one: get('/images/:name', {
      summary: 'View a photo or logo',
      who: 'anybody',
      params: { name: ImageName },
      gives: 'file',
      limit: 600,
    }),
    setPhoto: put('/me/photo', {
      summary: 'Set your photo (PNG, JPEG or WebP, up to 1 MB)',
      who: 'person',
      takes: NewImage,
      gives: User,
      bytes,
      limit: 20,
      errors: ['unsupported'],
    }),
    removePhoto: remove('/me/photo', { summary: 'Remove your photo', who: 'person', gives: User }),
    setLogo: put('/organization/logo', {
      summary: 'Set the organization’s logo (PNG, JPEG or WebP, up to 1 MB)',
      who: 'organization.manage',
      takes: NewImage,
      gives: Organization,
      bytes,
      limit: 20,
      errors: ['unsupported'],
      agents: false,
    }),
    removeLogo: remove('/organization/logo', {
      summary: 'Remove the organization’s logo',
      who: 'organization.manage',
      gives: Organization,
      agents: false,
    }),
  },
)

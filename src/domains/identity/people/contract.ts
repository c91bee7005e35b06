import { LinkToken, Me, PasswordChange, Profile, User } from '#domains/identity/schema.ts'
import { contract, get, patch, post } from '#lib/contract.ts'

export const me = contract(
  { tag: 'me', about: ['user'], who: 'person' },
  {
    one: get('/me', { summary: 'View yourself and your organizations', gives: Me }),
    change: patch('/me', { summary: 'Change your profile', takes: Profile, gives: User, versioned: true }),
    changePassword: post('/me/password', {
      summary: 'Change your password',
      takes: PasswordChange,
      limit: 10,
    }),
    accept: post('/me/invitations/accept', {
      errors: ['gone'],
      summary: 'Accept an invitation',
      takes: LinkToken,
    }),
  },
)

import type { Audience } from '#infra/facts/audiences.ts'

/** People hear of themselves; those who may see the members hear of the organization and its people. */
export const identityAudiences: Audience[] = [
  {
    subject_type: 'user',
    permission: null,
    visible: async (_tx, _organization_id, ids, user_ids) =>
      user_ids.filter((id) => ids.includes(id)).map((id) => ({ subject_id: id, user_id: id })),
  },
  ...['organization', 'member', 'team'].map((subject_type) => ({ subject_type, permission: 'members.read' })),
  { subject_type: 'invitation', permission: 'members.manage' },
  { subject_type: 'api_key', permission: 'members.manage' },
]

import { z } from 'zod'
import { contract, get, page, patch, post } from '#lib/contract.ts'
import {
  MarkedRead,
  MemberSettings,
  MemberSettingsChange,
  Notification,
  NotificationFilter,
} from './schema.ts'

export const notifications = contract(
  { tag: 'notifications', about: ['notification'], who: 'member', personal: true, agents: false },
  {
    all: page('/notifications', {
      summary: 'List your notifications, newest first',
      query: NotificationFilter,
      item: Notification,
      by: ['id'],
    }),
    unread: get('/notifications/unread', {
      summary: 'Count your unread notifications, up to 100',
      gives: z.object({ count: z.number().int() }),
    }),
    mark: post('/notifications/read', {
      summary: 'Mark notifications as read or unread',
      takes: MarkedRead,
    }),
  },
)

export const memberSettings = contract(
  { tag: 'notifications', about: ['member_settings'], who: 'member', personal: true, agents: false },
  {
    one: get('/member-settings', {
      summary: 'View your settings in this organization',
      gives: MemberSettings,
    }),
    change: patch('/member-settings', {
      summary: 'Change your settings in this organization',
      takes: MemberSettingsChange,
      gives: MemberSettings,
    }),
  },
)

import { z } from 'zod'
import { contract, get, page, post, remove } from '#lib/contract.ts'
import { CalendarFeed, CreatedFeed } from './schema.ts'

const tag = 'calendars'

export const calendarFeeds = contract(
  { tag, about: ['calendar_feed'], who: 'member', agents: false, personal: true },
  {
    all: page('/calendar-feeds', { summary: 'List your calendar feeds', item: CalendarFeed, by: ['id'] }),
    create: post('/calendar-feeds', {
      summary: 'Create an address at which a calendar program reads your dates',
      gives: CreatedFeed,
      status: 201,
      secret: true,
    }),
    revoke: remove('/calendar-feeds/:id', { summary: 'End a calendar feed' }),
  },
)

export const calendars = contract(
  { tag, about: ['calendar_feed'], who: 'anybody', errors: ['gone'] },
  {
    read: get('/calendars/:token/deedline.ics', {
      summary: 'Read a calendar feed (iCalendar)',
      params: { token: z.string().min(20).max(200) },
      gives: 'file',
      limit: 60,
    }),
  },
)

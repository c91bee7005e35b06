import { IconAddressBook, IconArrowMerge, IconUserPlus } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { DomainPages } from '#web/pages.ts'
import { frame } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const framed = {
  contacts: createRoute({
    ...inFrame,
    path: '/contacts',
    validateSearch: keep(
      ...(['q', 'sort', 'view', 'open', 'new', 'contact_type', 'kind', 'owner_id', 'strength'] as const),
      ...(['followup_by', 'has_email', 'trashed', 'tag'] as const),
    ),
    component: lazyRouteComponent(() => import('./list/ContactsPage.tsx'), 'ContactsPage'),
  }),
  contactDuplicates: createRoute({
    ...inFrame,
    path: '/contacts/duplicates',
    component: lazyRouteComponent(() => import('./duplicates/DuplicatesPage.tsx'), 'DuplicatesPage'),
  }),
  contact: createRoute({
    ...inFrame,
    path: '/contacts/$id',
    validateSearch: keep('tab', 'new'),
    component: lazyRouteComponent(() => import('./page/ContactPage.tsx'), 'ContactPage'),
  }),
}

const desk = () => import('./desk.ts')

export const pages: DomainPages = {
  framed,
  navigation: [
    {
      to: '/contacts',
      label: 'Contacts',
      icon: IconAddressBook,
      group: 'people',
      order: 10,
      needs: 'contacts.read',
    },
  ],
  places: [
    {
      title: 'Duplicate contacts',
      words: 'merge same twice',
      to: '/contacts/duplicates',
      note: 'Contacts',
      icon: IconArrowMerge,
      needs: 'contacts.merge',
    },
  ],
  actions: [
    {
      title: 'Add a contact',
      words: 'new person client company trust llc',
      icon: IconUserPlus,
      needs: 'contacts.edit',
      label: 'Contact',
      order: 30,
      to: '/contacts?new=contact',
    },
  ],
  finders: [
    { title: 'Contacts', order: 5, prefix: '@', needs: 'contacts.read', load: () => import('./finder.tsx') },
  ],
  subjects: { contact: (id) => `/contacts/${id}` },
  desk: { about: ['contact'], load: desk },
}

type Framed = typeof framed
declare module '#web/routes.ts' {
  interface FramedRoutes extends Framed {}
}

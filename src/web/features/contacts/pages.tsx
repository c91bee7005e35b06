import { IconAddressBook, IconArrowMerge, IconFileImport, IconMap2, IconUserPlus } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DomainPages } from '#web/pages.ts'
import { frame } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const inList = keep(
  ...(['q', 'sort', 'view', 'open', 'new', 'contact_type', 'kind', 'owner_id', 'strength'] as const),
  ...(['followup_by', 'has_email', 'trashed', 'tag', 'import_id', 'area'] as const),
)
const framed = {
  contacts: createRoute({
    ...inFrame,
    path: '/contacts',
    validateSearch: inList,
    component: lazyRouteComponent(() => import('./list/ContactsPage.tsx'), 'ContactsPage'),
  }),
  contactMap: createRoute({
    ...inFrame,
    path: '/contacts/map',
    validateSearch: inList,
    component: lazyRouteComponent(() => import('./map/ContactMapPage.tsx'), 'ContactMapPage'),
  }),
  contactDuplicates: createRoute({
    ...inFrame,
    path: '/contacts/duplicates',
    component: lazyRouteComponent(() => import('./duplicates/DuplicatesPage.tsx'), 'DuplicatesPage'),
  }),
  contactImports: createRoute({
    ...inFrame,
    path: '/contacts/imports',
    validateSearch: keep('open', 'new'),
    component: lazyRouteComponent(() => import('./imports/ContactImports.tsx'), 'ContactImportsPage'),
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
      title: 'Map of contacts',
      words: 'where live area territory farm',
      to: '/contacts/map',
      note: 'Contacts',
      icon: IconMap2,
      needs: 'contacts.read',
    },
    {
      title: 'Duplicate contacts',
      words: 'merge same twice',
      to: '/contacts/duplicates',
      note: 'Contacts',
      icon: IconArrowMerge,
      needs: 'contacts.merge',
    },
    {
      title: 'Imports of contacts',
      words: 'csv xlsx vcard google outlook upload undo',
      to: '/contacts/imports',
      note: 'Contacts',
      icon: IconFileImport,
      needs: 'contacts.import',
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
    {
      title: 'Import contacts',
      words: 'csv xlsx vcard google outlook upload file',
      icon: IconFileImport,
      needs: 'contacts.import',
      label: 'Contacts from a file',
      order: 35,
      to: '/contacts/imports?new=file',
    },
  ],
  finders: [
    { title: 'Contacts', order: 5, prefix: '@', needs: 'contacts.read', load: () => import('./finder.tsx') },
  ],
  around: lazy(() =>
    import('./imports/ContactImports.tsx').then((file) => ({ default: file.ContactImportsAtWork })),
  ),
  subjects: {
    contact_import: (id) => `/contacts/imports?open=${id}`,
    contact: (id) => `/contacts/${id}`,
  },
  desk: { about: ['contact'], load: desk },
}

type Framed = typeof framed
declare module '#web/routes.ts' {
  interface FramedRoutes extends Framed {}
}

import { IconClipboardCheck, IconFiles, IconMailForward, IconTrash, IconUpload } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DomainPages } from '#web/pages.ts'
import { frame, root } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'
import { chooseFiles } from './upload/choose-files.ts'
import { RECORD_PARAMETERS, VIEW_PARAMETERS } from './view.ts'

const bare = {
  share: createRoute({
    getParentRoute: () => root,
    path: '/s/$token',
    component: lazyRouteComponent(() => import('./share-page/SharePage.tsx'), 'SharePage'),
  }),
  sending: createRoute({
    getParentRoute: () => root,
    path: '/r/$token',
    component: lazyRouteComponent(() => import('./request-page/SendPage.tsx'), 'SendPage'),
  }),
}

const inFrame = { getParentRoute: () => frame } as const
const framed = {
  documents: createRoute({
    ...inFrame,
    path: '/documents',
    validateSearch: keep(...VIEW_PARAMETERS),
    component: lazyRouteComponent(() => import('./list/DocumentsPage.tsx'), 'DocumentsPage'),
  }),
  documentsReview: createRoute({
    ...inFrame,
    path: '/documents/review',
    validateSearch: keep(...VIEW_PARAMETERS),
    component: lazyRouteComponent(() => import('./list/ReviewPage.tsx'), 'ReviewPage'),
  }),
  documentsTrash: createRoute({
    ...inFrame,
    path: '/documents/trash',
    validateSearch: keep(...VIEW_PARAMETERS),
    component: lazyRouteComponent(() => import('./list/TrashPage.tsx'), 'TrashPage'),
  }),
  documentRequests: createRoute({
    ...inFrame,
    path: '/documents/requests',
    validateSearch: keep('q', 'state', 'due_from', 'due_to', 'view', 'open', 'new'),
    component: lazyRouteComponent(() => import('./requests/RequestsPage.tsx'), 'RequestsPage'),
  }),
  document: createRoute({
    ...inFrame,
    path: '/documents/$id',
    validateSearch: keep('tab', ...RECORD_PARAMETERS),
    component: lazyRouteComponent(() => import('./page/DocumentPage.tsx'), 'DocumentPage'),
  }),
}

const about = ['document', 'document_request']
const desk = () => import('./desk.ts')

export const pages: DomainPages = {
  bare,
  framed,
  navigation: [
    {
      to: '/documents',
      label: 'Documents',
      icon: IconFiles,
      group: 'documents',
      order: 10,
      needs: 'documents.read',
      but: ['/documents/requests'],
      phone: true,
      count: {
        about: ['document'],
        words: (count) => `${count} to review`,
        ask: (asking) => desk().then(({ countToReview }) => countToReview(asking)),
      },
    },
    {
      to: '/documents/requests',
      label: 'Requests',
      icon: IconMailForward,
      group: 'documents',
      order: 20,
      needs: 'documents.upload',
    },
  ],
  places: [
    {
      title: 'Documents to review',
      words: 'needs review unsure check',
      to: '/documents/review',
      note: 'Documents',
      icon: IconClipboardCheck,
      needs: 'documents.edit',
    },
    {
      title: 'Trash',
      words: 'deleted restore bin',
      to: '/documents/trash',
      note: 'Documents',
      icon: IconTrash,
      needs: 'documents.delete',
    },
  ],
  actions: [
    {
      title: 'Upload documents',
      words: 'add new file import drop',
      icon: IconUpload,
      needs: 'documents.upload',
      label: 'Upload documents',
      order: 10,
      run: chooseFiles.run,
    },
    {
      title: 'Request documents',
      words: 'ask client collect link new',
      icon: IconMailForward,
      needs: 'documents.upload',
      label: 'Document request',
      order: 20,
      to: '/documents/requests?new=request',
    },
  ],
  finders: [
    {
      title: 'Documents',
      recent: 'Recent documents',
      order: 20,
      needs: 'documents.read',
      load: () => import('./finder.tsx'),
    },
  ],
  subjects: {
    document: (id) => `/documents/${id}`,
    document_request: (id) => `/documents/requests?open=${id}`,
  },
  shortcuts: [
    {
      on: 'On a document',
      keys: [
        [['↑', '↓'], 'Previous or next key term'],
        [['a'], 'Accept'],
        [['r'], 'Reject'],
        [['e'], 'Edit'],
      ],
    },
  ],
  desk: { about, load: desk },
  firstSteps: [
    {
      order: 10,
      title: 'Add documents',
      text: 'Drop a contract, a disclosure or a whole folder. Each file is read, named by type and made searchable.',
      icon: IconUpload,
      needs: 'documents.upload',
      label: 'Upload documents',
      run: chooseFiles.run,
      about,
      isDone: () => desk().then(({ hasDocuments }) => hasDocuments()),
    },
    {
      order: 30,
      title: 'Ask a client for a document',
      text: 'They get a link by email and upload without an account. What they send is filed here.',
      icon: IconMailForward,
      needs: 'documents.upload',
      label: 'Request documents',
      to: '/documents/requests?new=request',
      about,
      isDone: () => desk().then(({ hasRequests }) => hasRequests()),
    },
  ],
  around: lazy(() =>
    import('./upload/UploadsProvider.tsx').then(({ UploadsProvider }) => ({ default: UploadsProvider })),
  ),
}

type Bare = typeof bare
type Framed = typeof framed
declare module '#web/routes.ts' {
  interface BareRoutes extends Bare {}
  interface FramedRoutes extends Framed {}
}

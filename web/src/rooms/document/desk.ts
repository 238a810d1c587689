import { strings } from '@/app/i18n'
import type { Room } from '@/app/rooms'

// The menu's own words; the room's book comes with its first page (data.ts).
strings('document', { nav: '公文' }, { nav: 'Documents' })

const room: Room = {
  name: 'document',
  nav: [{ order: 28, to: '/documents', label: 'nav', icon: 'file', key: 'w', action: 'document.read', group: 'work' }],
  routes: [
    { path: '/documents', load: () => import('./RegisterPage') },
    { path: '/documents/inbox', load: () => import('./InboxPage') },
    { path: '/documents/drafts', load: () => import('./DraftsPage') },
    { path: '/documents/drafts/:id', load: () => import('./ComposePage') },
    { path: '/documents/templates', load: () => import('./TemplatesPage') },
    { path: '/documents/:id', load: () => import('./EntryPage') },
  ],
}

export default room

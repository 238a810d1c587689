import { strings } from '@/app/i18n'
import { type Room, withWords } from '@/app/rooms'

// The menu's words only: each screen brings the room's book.
strings('inspection', { nav: '检查' }, { nav: 'Inspections' })

const book = () => import('./words')

const room: Room = {
  name: 'inspection',
  nav: [
    {
      order: 34,
      to: '/inspections',
      also: ['/checklists', '/permits'],
      label: 'nav',
      icon: 'search',
      key: 'x',
      action: 'inspection.read',
      group: 'work',
    },
  ],
  routes: [
    { path: '/inspections', load: withWords(book, () => import('./LedgerPage')) },
    { path: '/inspections/new', load: withWords(book, () => import('./write/WritePage')) },
    { path: '/inspections/tasks', load: withWords(book, () => import('./TasksPage')) },
    { path: '/inspections/plans', load: withWords(book, () => import('./PlansPage')) },
    { path: '/inspections/plans/:id', load: withWords(book, () => import('./PlanPage')) },
    { path: '/inspections/uncovered', load: withWords(book, () => import('./UncoveredPage')) },
    { path: '/inspections/:id', load: withWords(book, () => import('./InspectionPage')) },
    { path: '/checklists', load: withWords(book, () => import('./ChecklistsPage')) },
    { path: '/checklists/new', load: withWords(book, () => import('./EditorPage')) },
    { path: '/checklists/:id', load: withWords(book, () => import('./ChecklistPage')) },
    { path: '/checklists/:id/edit', load: withWords(book, () => import('./EditorPage')) },
    { path: '/permits', load: withWords(book, () => import('./PermitsPage')) },
    { path: '/permits/:id', load: withWords(book, () => import('./PermitPage')) },
  ],
}

export default room

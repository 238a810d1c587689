import type { Room } from '@/app/rooms'
import './words'

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
    { path: '/inspections', load: () => import('./LedgerPage') },
    { path: '/inspections/tasks', load: () => import('./TasksPage') },
    { path: '/inspections/plans', load: () => import('./PlansPage') },
    { path: '/inspections/plans/:id', load: () => import('./PlanPage') },
    { path: '/inspections/uncovered', load: () => import('./UncoveredPage') },
    { path: '/inspections/:id', load: () => import('./InspectionPage') },
    { path: '/checklists', load: () => import('./ChecklistsPage') },
    { path: '/checklists/new', load: () => import('./EditorPage') },
    { path: '/checklists/:id', load: () => import('./ChecklistPage') },
    { path: '/checklists/:id/edit', load: () => import('./EditorPage') },
    { path: '/permits', load: () => import('./PermitsPage') },
    { path: '/permits/:id', load: () => import('./PermitPage') },
  ],
}

export default room

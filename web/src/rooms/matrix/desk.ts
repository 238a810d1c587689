import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'matrix',
  nav: [{ order: 39, to: '/matrix', label: 'nav', icon: 'columns', key: 'x', action: 'matrix.read', group: 'work' }],
  routes: [
    { path: '/matrix', load: () => import('./MatrixPage') },
    { path: '/matrix/findings', load: () => import('./FindingsPage') },
    { path: '/matrix/findings/:id', load: () => import('./FindingPage') },
    { path: '/matrix/leaders', load: () => import('./LeadersPage') },
    { path: '/matrix/diff', load: () => import('./DiffPage') },
  ],
}

export default room

import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'hazard',
  nav: [{ order: 32, to: '/hazards', label: 'nav', icon: 'alert', key: 'h', action: 'hazard.read', group: 'work' }],
  routes: [
    { path: '/hazards', load: () => import('./LedgerPage') },
    { path: '/hazards/truth', load: () => import('./TruthPage') },
    { path: '/hazards/relapse', load: () => import('./RelapsePage') },
    { path: '/hazards/zero', load: () => import('./ZeroPage') },
    { path: '/hazards/reports', load: () => import('./ReportsPage') },
    { path: '/hazards/import', load: () => import('./ImportPage') },
    { path: '/hazards/:id', load: () => import('./HazardPage') },
  ],
}

export default room

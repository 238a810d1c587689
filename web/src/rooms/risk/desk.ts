import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'risk',
  nav: [{ order: 36, to: '/risks', label: 'nav', icon: 'map', key: 'k', action: 'risk.read', group: 'work' }],
  routes: [
    { path: '/risks', load: () => import('./RisksPage') },
    { path: '/risks/map', load: () => import('./MapPage') },
    { path: '/risks/proposals', load: () => import('./ProposalsPage') },
    { path: '/risks/:id', load: () => import('./RiskPage') },
    { path: '/units/:id/portrait', load: () => import('./PortraitPage') },
  ],
}

export default room

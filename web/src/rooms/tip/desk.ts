import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'tip',
  nav: [
    { order: 33, to: '/tips', label: 'nav', icon: 'person', key: 'j', action: 'tip.read', group: 'work' },
    { order: 85, to: '/keepers', label: 'keeper.title', icon: 'key', action: 'tip.keep', group: 'system' },
  ],
  routes: [
    { path: '/keepers', load: () => import('./KeepersPage') },
    { path: '/tips', load: () => import('./TipsPage') },
    { path: '/tips/new', load: () => import('./EnterPage') },
    { path: '/tips/:id', load: () => import('./TipPage') },
  ],
}

export default room

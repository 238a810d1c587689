import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'matter',
  nav: [{ order: 30, to: '/matters', label: 'nav', icon: 'matter', key: 'm', action: 'matter.read', group: 'work' }],
  routes: [
    { path: '/matters', load: () => import('./MattersPage') },
    { path: '/matters/:id', load: () => import('./MatterPage') },
  ],
}

export default room

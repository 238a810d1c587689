import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'duty',
  nav: [{ order: 40, to: '/duty', label: 'nav', icon: 'clock', key: 'd', action: 'duty.read', group: 'work' }],
  routes: [
    { path: '/duty', load: () => import('./RosterPage') },
    { path: '/duty/now', load: () => import('./NowPage') },
  ],
}

export default room

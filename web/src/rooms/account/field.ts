import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'account',
  nav: [{ order: 90, to: '/me', label: 'me.tab', icon: 'person', group: 'system' }],
  routes: [{ path: '/me', load: () => import('./FieldMe') }],
}

export default room

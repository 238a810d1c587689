import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'notices',
  nav: [{ order: 20, to: '/notices', label: 'nav', icon: 'bell', action: 'notify.read', group: 'work' }],
  routes: [{ path: '/notices', load: () => import('./FieldNotices') }],
}

export default room

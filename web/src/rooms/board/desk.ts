import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'board',
  nav: [{ order: 20, to: '/board', label: 'nav', icon: 'board', key: 'b', action: 'report.board', group: 'work' }],
  routes: [{ path: '/board', load: () => import('./BoardPage') }],
}

export default room

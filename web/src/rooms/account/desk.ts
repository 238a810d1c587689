import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'account',
  nav: [],
  routes: [{ path: '/me', load: () => import('./DeskMe') }],
}

export default room

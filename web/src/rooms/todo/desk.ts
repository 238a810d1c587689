import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'todo',
  nav: [{ order: 10, to: '/', label: 'nav', icon: 'todo', key: 't', group: 'work' }],
  routes: [{ path: '/', load: () => import('./DeskTodo') }],
}

export default room

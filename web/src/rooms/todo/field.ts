import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'todo',
  nav: [{ order: 10, to: '/', label: 'tab', icon: 'todo', group: 'work' }],
  routes: [
    { path: '/', load: () => import('./FieldTodo') },
    { path: '/todo/:key', load: () => import('./FieldItem') },
  ],
}

export default room

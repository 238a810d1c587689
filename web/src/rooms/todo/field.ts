import type { FieldRoom } from '@/app/rooms'

const room: FieldRoom = {
  name: 'todo',
  nav: [{ order: 10, to: '/', label: { zh: '待办', en: 'To-do' }, icon: 'todo', group: 'work' }],
  routes: [
    { path: '/', load: () => import('./FieldTodo') },
    { path: '/todo/:key', load: () => import('./FieldItem') },
  ],
}

export default room

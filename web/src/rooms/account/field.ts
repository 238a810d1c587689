import type { FieldRoom } from '@/app/rooms'

const room: FieldRoom = {
  name: 'account',
  nav: [{ order: 90, to: '/me', label: { zh: '我的', en: 'Me' }, icon: 'person', group: 'system' }],
  routes: [{ path: '/me', load: () => import('./FieldMe') }],
}

export default room

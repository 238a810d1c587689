import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'fieldhealth',
  nav: [
    { order: 56, to: '/field', label: 'nav', icon: 'phone', key: 'f', action: 'field.watch', group: 'base' },
    { order: 57, to: '/rescue', label: 'rescue.nav', icon: 'import', action: 'field.send', group: 'base' },
  ],
  routes: [
    { path: '/field', load: () => import('./HealthPage') },
    { path: '/rescue', load: () => import('./RescuePage') },
  ],
}

export default room

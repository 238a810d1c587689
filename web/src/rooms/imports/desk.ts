import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'imports',
  nav: [
    { order: 55, to: '/imports', label: 'nav', icon: 'import', key: 'i', action: 'registry.import', group: 'base' },
  ],
  routes: [{ path: '/imports', load: () => import('./Imports') }],
}

export default room

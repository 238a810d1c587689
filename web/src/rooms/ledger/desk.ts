import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'ledger',
  nav: [{ order: 70, to: '/ledger', label: 'nav', icon: 'ledger', key: 'l', action: 'ledger.read', group: 'system' }],
  routes: [{ path: '/ledger', load: () => import('./LedgerPage') }],
}

export default room

import { strings } from '@/app/i18n'
import type { Room } from '@/app/rooms'

// The menu's own words; the room's book comes with its page (data.ts).
strings('ledger', { nav: '存证台账' }, { nav: 'Ledger' })

const room: Room = {
  name: 'ledger',
  nav: [{ order: 70, to: '/ledger', label: 'nav', icon: 'ledger', key: 'l', action: 'ledger.read', group: 'system' }],
  routes: [{ path: '/ledger', load: () => import('./LedgerPage') }],
}

export default room

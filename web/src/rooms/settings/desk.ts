import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'settings',
  nav: [
    {
      order: 80,
      to: '/accounts',
      also: ['/grants'],
      label: 'accounts.nav',
      icon: 'key',
      action: 'account.read',
      group: 'system',
    },
    { order: 82, to: '/channels', label: 'channels.nav', icon: 'send', action: 'notify.manage', group: 'system' },
    { order: 83, to: '/sso', label: 'oidc.nav', icon: 'key', action: 'settings.write', group: 'system' },
    { order: 84, to: '/policy', label: 'policy.nav', icon: 'sliders', action: 'policy.read', group: 'system' },
  ],
  routes: [
    { path: '/accounts', load: () => import('./Accounts') },
    { path: '/accounts/bulk', load: () => import('./BulkAccounts') },
    { path: '/grants', load: () => import('./Grants') },
    { path: '/channels', load: () => import('./Channels') },
    { path: '/sso', load: () => import('./Oidc') },
    { path: '/policy', load: () => import('./Policy') },
  ],
}

export default room

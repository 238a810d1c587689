import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'site',
  nav: [{ order: 52, to: '/sites', label: 'nav', icon: 'pin', key: 'p', action: 'site.read', group: 'base' }],
  routes: [
    { path: '/sites', load: () => import('./SitesPage') },
    { path: '/sites/:id', load: () => import('./SitePage') },
  ],
}

export default room

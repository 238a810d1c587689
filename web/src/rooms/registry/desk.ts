import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'registry',
  nav: [
    {
      order: 50,
      to: '/units',
      also: ['/people', '/places'],
      label: 'nav',
      icon: 'unit',
      key: 'u',
      action: 'registry.read',
      group: 'base',
    },
  ],
  routes: [
    { path: '/units', load: () => import('./Units') },
    { path: '/units/:id', load: () => import('./UnitPage') },
    { path: '/people', load: () => import('./People') },
    { path: '/places', load: () => import('./Places') },
  ],
}

export default room

import type { FieldRoom } from '@/app/rooms'

const room: FieldRoom = {
  name: 'site',
  nav: [
    {
      order: 32,
      to: '/sites',
      label: { zh: '我的场所', en: 'My sites' },
      icon: 'pin',
      action: 'site.read',
      group: 'home',
    },
  ],
  routes: [
    { path: '/sites', load: () => import('./here/Here') },
    { path: '/sites/:id', load: () => import('./here/HereOne') },
  ],
}

export default room

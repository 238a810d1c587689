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
    {
      order: 33,
      to: '/scan',
      label: { zh: '扫码', en: 'Scan' },
      icon: 'scan',
      action: 'site.read',
      group: 'home',
    },
  ],
  routes: [
    { path: '/scan', load: () => import('./here/Scan') },
    { path: '/sites', load: () => import('./here/Here') },
    { path: '/sites/:id', load: () => import('./here/HereOne') },
  ],
}

export default room

import type { FieldRoom } from '@/app/rooms'

const room: FieldRoom = {
  name: 'notices',
  nav: [
    {
      order: 20,
      to: '/notices',
      label: { zh: '通知', en: 'Notices' },
      icon: 'bell',
      action: 'notify.read',
      group: 'work',
    },
  ],
  routes: [{ path: '/notices', load: () => import('./FieldNotices') }],
}

export default room

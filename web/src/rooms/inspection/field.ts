import type { FieldRoom } from '@/app/rooms'

const room: FieldRoom = {
  name: 'inspection',
  nav: [
    {
      order: 17,
      to: '/check',
      label: { zh: '检查', en: 'Inspect' },
      icon: 'list',
      action: 'inspection.write',
      group: 'work',
    },
  ],
  routes: [{ path: '/check', load: () => import('./check/Check') }],
}

export default room

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
    {
      order: 31,
      to: '/check?due=1',
      label: { zh: '该做的检查', en: 'Checks due' },
      icon: 'list',
      action: 'inspection.write',
      group: 'home',
      counts: { kind: 'checks' },
    },
  ],
  routes: [{ path: '/check', load: () => import('./check/Check') }],
}

export default room

import type { FieldRoom } from '@/app/rooms'

const room: FieldRoom = {
  name: 'hazard',
  nav: [
    {
      order: 15,
      to: '/capture',
      label: { zh: '隐患快拍', en: 'Capture' },
      icon: 'camera',
      action: 'hazard.report',
      group: 'work',
    },
  ],
  routes: [
    { path: '/capture', load: () => import('./finding/Capture') },
    { path: '/hazards', load: () => import('./finding/Found') },
    { path: '/hazards/:id', load: () => import('./finding/FoundOne') },
  ],
}

export default room

import type { FieldRoom } from '@/app/rooms'

/** Mine to put right, or reported fixed and mine to look at again, or in doubt after its end. */
function waits(h: Record<string, unknown>): boolean {
  const parts = h.parts as string[]
  const can = (h.can ?? []) as string[]
  return parts.includes('fix') || (parts.includes('check') && (h.state === 'rechecking' || can.includes('vouch')))
}

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
    {
      order: 30,
      to: '/hazards',
      label: { zh: '我的隐患', en: 'My hazards' },
      icon: 'alert',
      action: 'hazard.read',
      group: 'home',
      counts: { kind: 'hazards', of: waits },
    },
  ],
  routes: [
    { path: '/capture', load: () => import('./finding/Capture') },
    { path: '/hazards', load: () => import('./finding/Found') },
    { path: '/hazards/:id', load: () => import('./finding/FoundOne') },
  ],
}

export default room

import type { FieldRoom } from '@/app/rooms'

const room: FieldRoom = {
  name: 'letter',
  nav: [
    {
      order: 40,
      to: '/letters',
      label: { zh: '责任书', en: 'Letters' },
      icon: 'file',
      action: 'letter.read',
      group: 'home',
    },
  ],
  routes: [
    { path: '/letters', load: () => import('./FieldLetters') },
    { path: '/letters/:id', load: () => import('./FieldLetter') },
  ],
}

export default room

import { strings } from '@/app/i18n'
import type { Room } from '@/app/rooms'

// The desk's first load carries the word of the menu only; the screens bring their book.
strings('letter', { nav: '责任书' }, { nav: 'Responsibility letters' })

const room: Room = {
  name: 'letter',
  nav: [{ order: 38, to: '/letters', label: 'nav', icon: 'file', key: 'z', action: 'letter.read', group: 'work' }],
  routes: [
    { path: '/letters', load: () => import('./CoverPage') },
    { path: '/letters/scores', load: () => import('./ScoresPage') },
    { path: '/letters/year', load: () => import('./YearPage') },
    { path: '/letters/templates', load: () => import('./TemplatesPage') },
    { path: '/letters/:id', load: () => import('./LetterPage') },
  ],
}

export default room

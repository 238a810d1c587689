import { strings } from '@/app/i18n'
import { type Room, withWords } from '@/app/rooms'

// The menu's words only: each screen brings the room's book.
strings('letter', { nav: '责任书' }, { nav: 'Responsibility letters' })

const book = () => import('./words')

const room: Room = {
  name: 'letter',
  nav: [{ order: 38, to: '/letters', label: 'nav', icon: 'file', key: 'z', action: 'letter.read', group: 'work' }],
  routes: [
    { path: '/letters', load: withWords(book, () => import('./CoverPage')) },
    { path: '/letters/scores', load: withWords(book, () => import('./ScoresPage')) },
    { path: '/letters/year', load: withWords(book, () => import('./YearPage')) },
    { path: '/letters/templates', load: withWords(book, () => import('./TemplatesPage')) },
    { path: '/letters/keys', load: withWords(book, () => import('./KeysPage')) },
    { path: '/letters/:id', load: withWords(book, () => import('./LetterPage')) },
  ],
}

export default room

import { strings } from '@/app/i18n'
import { type Room, withWords } from '@/app/rooms'

// The menu's words only: each screen brings the room's book.
strings('annual', { nav: '年度通报' }, { nav: 'Annual report' })

const book = () => import('./words')

const room: Room = {
  name: 'annual',
  nav: [{ order: 39, to: '/annual', label: 'nav', icon: 'board', action: 'report.annual', group: 'work' }],
  routes: [
    { path: '/annual', load: withWords(book, () => import('./AnnualPage')) },
    { path: '/annual/facts', load: withWords(book, () => import('./FactsPage')) },
  ],
}

export default room

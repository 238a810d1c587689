import { strings } from '@/app/i18n'
import { type Room, withWords } from '@/app/rooms'

// The menu's words only: each screen brings the room's book.
strings('diligence', { nav: '尽职免责', link: '尽职免责档案' }, { nav: 'Diligence', link: 'Diligence book' })

const book = () => import('./words')

const room: Room = {
  name: 'diligence',
  nav: [{ order: 45, to: '/diligence', label: 'nav', icon: 'key', key: 'y', action: 'diligence.own', group: 'work' }],
  routes: [
    { path: '/diligence', load: withWords(book, () => import('./BooksPage')) },
    { path: '/diligence/:id', load: withWords(book, () => import('./BookPage')) },
  ],
}

export default room

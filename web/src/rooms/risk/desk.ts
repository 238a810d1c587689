import { strings } from '@/app/i18n'
import { type Room, withWords } from '@/app/rooms'

// The menu's words only: each screen brings the room's book.
strings('risk', { nav: '风险管控' }, { nav: 'Risks' })

const book = () => import('./words')

const room: Room = {
  name: 'risk',
  nav: [{ order: 36, to: '/risks', label: 'nav', icon: 'map', key: 'k', action: 'risk.read', group: 'work' }],
  routes: [
    { path: '/risks', load: withWords(book, () => import('./RisksPage')) },
    { path: '/risks/map', load: withWords(book, () => import('./MapPage')) },
    { path: '/risks/proposals', load: withWords(book, () => import('./ProposalsPage')) },
    { path: '/risks/:id', load: withWords(book, () => import('./RiskPage')) },
    { path: '/units/:id/portrait', load: withWords(book, () => import('./PortraitPage')) },
  ],
}

export default room

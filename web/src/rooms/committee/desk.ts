import type { Room } from '@/app/rooms'
import './words'

const room: Room = {
  name: 'committee',
  nav: [
    { order: 25, to: '/meetings', label: 'nav', icon: 'meeting', key: 'c', action: 'committee.read', group: 'work' },
  ],
  keys: [
    { at: /\/desk$/, keys: ['n'], label: 'key.task' },
    { at: /\/desk$/, keys: ['␣'], label: 'key.tick' },
    { at: /\/desk$/, keys: ['e'], label: 'key.edit' },
  ],
  routes: [
    { path: '/meetings', load: () => import('./MeetingsPage') },
    { path: '/meetings/new', load: () => import('./NewMeetingPage') },
    { path: '/meetings/:id', load: () => import('./MeetingPage') },
    { path: '/meetings/:id/desk', load: () => import('./DeskPage') },
    { path: '/meetings/:id/minutes', load: () => import('./MinutesPage') },
    { path: '/meetings/:id/preview', load: () => import('./PreviewPage') },
  ],
}

export default room

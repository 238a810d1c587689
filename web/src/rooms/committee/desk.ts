import { strings } from '@/app/i18n'
import { type Room, withWords } from '@/app/rooms'

// The menu's words only: each screen brings the room's book.
strings(
  'committee',
  {
    nav: '会议',
    key: { task: '把这一句变成任务', tick: '空格：勾选，或取消', edit: '改这一条的任务单', many: '多条一起改' },
  },
  {
    nav: 'Meetings',
    key: {
      task: 'Turn this sentence into a task',
      tick: 'Space: tick it, or take the tick back',
      edit: 'Edit its task sheet',
      many: 'Change several at once',
    },
  },
)

const book = () => import('./words')

const room: Room = {
  name: 'committee',
  nav: [
    { order: 25, to: '/meetings', label: 'nav', icon: 'meeting', key: 'c', action: 'committee.read', group: 'work' },
  ],
  keys: [
    { at: /\/desk$/, keys: ['n'], label: 'key.task' },
    { at: /\/desk$/, keys: ['␣'], label: 'key.tick' },
    { at: /\/desk$/, keys: ['e'], label: 'key.edit' },
    { at: /\/desk$/, keys: ['m'], label: 'key.many' },
  ],
  routes: [
    { path: '/meetings', load: withWords(book, () => import('./MeetingsPage')) },
    { path: '/meetings/new', load: withWords(book, () => import('./NewMeetingPage')) },
    { path: '/meetings/:id', load: withWords(book, () => import('./MeetingPage')) },
    { path: '/meetings/:id/desk', load: withWords(book, () => import('./DeskPage')) },
    { path: '/meetings/:id/minutes', load: withWords(book, () => import('./MinutesPage')) },
    { path: '/meetings/:id/preview', load: withWords(book, () => import('./PreviewPage')) },
  ],
}

export default room

import { sayDay } from '@/app/time'
import type { Lang } from '@/app/translate'
import type { Clock, Cover, Objection, Row } from './data'

type Say = (key: string, values?: Record<string, string>) => string

/** How far a letter is; while it waits for signatures, until when. */
export function standing(l: Row, t: Say, lang: Lang): string {
  if (l.state !== 'sent' || !l.clock) return t(`state.${l.state}`)
  return t(l.clock.late ? 'state.late' : 'state.due', { day: day(l.clock, lang) })
}

/** How far an objection is; while it waits for an answer, until when. */
export function answering(o: Objection, t: Say, lang: Lang): string {
  if (o.state === 'lapsed') return t('object.lapsed')
  if (o.state === 'answered') return t(o.upheld ? 'object.upheld' : 'object.refused')
  if (!o.clock) return t('object.open')
  return t(o.clock.late ? 'object.late' : 'object.due', { day: day(o.clock, lang) })
}

/** Who is still to sign a letter, and until when. */
export function wanting(c: Cover, t: Say, lang: Lang): string {
  if (c.gap === 'draft') return ''
  const who = c.wants.map(w => t(`role.${w}`)).join(t('comma'))
  if (!c.clock) return who
  return t(c.clock.late ? 'cover.late' : 'cover.due', { who, day: day(c.clock, lang) })
}

const day = (c: Clock, lang: Lang) => sayDay(c.due, lang)

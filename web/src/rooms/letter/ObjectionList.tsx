import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { EvidenceList, Tag } from '@/parts'
import { AnswerForm } from './AnswerForm'
import type { Letter } from './data'
import css from './Letter.module.css'
import { answering } from './standing'

/** What was objected to, what was answered, and by whom; on desk and phone. */
export function ObjectionList({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  return (
    <ul className={css.list}>
      {letter.objections.map(o => (
        <li key={o.id}>
          <p>
            <strong>{o.title}</strong> <Tag tone={o.state === 'open' ? 'strong' : 'done'}>{answering(o, t, lang)}</Tag>
          </p>
          <p>{t('object.said', { who: o.byName.name, at: sayTime(o.at, lang), text: o.text })}</p>
          {(o.files ?? []).length > 0 && <EvidenceList files={o.files ?? []} />}
          {o.answer && (
            <p>
              {t('object.replied', { who: o.answerName.name, at: sayTime(o.answerAt ?? '', lang), text: o.answer })}
            </p>
          )}
          {o.state === 'open' && letter.can.includes('answer') && <AnswerForm id={o.id} />}
        </li>
      ))}
    </ul>
  )
}

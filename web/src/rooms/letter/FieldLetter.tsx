import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import type { Screen as Props } from '@/app/rooms'
import type { Lang } from '@/app/translate'
import { Screen, Sheet } from '@/fieldkit'
import { Button, Loaded, Note, toast } from '@/parts'
import { headline, since } from './assessed'
import { called, type Letter, open, points, roleOf, undecided, useLetter } from './data'
import { FieldMarks } from './FieldMarks'
import css from './Letter.module.css'
import { ObjectionList } from './ObjectionList'
import { SignForm } from './SignForm'
import { standing } from './standing'
import './words'

/** One letter on a phone: read it, then sign it in one sheet. */
export default function FieldLetter({ params }: Props) {
  const t = useT('letter')
  const { lang } = usePrefs()
  const letter = useLetter(params.id ?? '')
  const [shown, setShown] = useState(false)
  const l = letter.data
  const role = l && roleOf(l)
  const done = () => {
    toast(t('sign.done'))
    setShown(false)
  }
  return (
    <Screen
      name={l ? called(l) : t('nav')}
      title={l?.title ?? ''}
      back={{ to: '/letters', label: t('nav') }}
      foot={
        role && (
          <Button wide look="primary" icon="lock" onClick={() => setShown(true)}>
            {t('sign.nav')}
          </Button>
        )
      }
    >
      <Loaded query={letter} rows={8}>
        {data => (
          <div className={css.stack}>
            {data.state === 'sent' && data.clock && (
              <Note tone={data.clock.late ? 'warn' : 'info'}>{standing(data, t, lang)}</Note>
            )}
            {role && <Text letter={data} />}
            <p>
              {data.assessed
                ? headline(data, t, lang)
                : t(open(data.score) ? 'field.open' : 'field.score', said(data, lang))}
            </p>
            {data.assessed && <p className="muted">{since(data, t, lang)}</p>}
            {data.signatures.map(s => (
              <Note key={s.id}>
                {t('field.signed', { role: t(`role.${s.role}`), person: s.person, entry: s.entry })}
                {' · '}
                {t(s.sealed ? 'sign.sealed' : 'sign.unsealed')}
              </Note>
            ))}
            <FieldMarks letter={data} />
            {data.objections.length > 0 && (
              <section>
                <h2>{t('object.title')}</h2>
                <ObjectionList letter={data} />
              </section>
            )}
            {!role && <Text letter={data} />}
          </div>
        )}
      </Loaded>
      {l && role && (
        <Sheet
          open={shown}
          title={t('sign.title', { number: l.number })}
          closeLabel={t('cancel')}
          onClose={() => setShown(false)}
        >
          <SignForm letter={l} role={role} onDone={done} />
        </Sheet>
      )}
    </Screen>
  )
}

const said = ({ score }: Letter, lang: Lang) => ({
  points: points(score.points),
  full: points(score.full),
  rest: points(undecided(score)),
  grade: lang === 'en' ? score.gradeEn : score.gradeZh,
})

function Text({ letter }: { letter: Letter }) {
  return (
    <section>
      <pre className={css.text}>{letter.text}</pre>
      <p className="muted">
        SHA-256 <code className={css.hash}>{letter.hash}</code>
      </p>
    </section>
  )
}

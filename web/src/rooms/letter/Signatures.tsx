import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { sayTime } from '@/app/time'
import { Facts, Panel, Tag } from '@/kit'
import type { Letter } from './data'
import css from './Letter.module.css'

/** The signature page: who, when, with which key, and where it stands in the ledger. */
export function Signatures({ letter }: { letter: Letter }) {
  const t = useT('letter')
  const { lang } = usePrefs()
  return (
    <Panel title={t('sign.page')}>
      {letter.signatures.length === 0 && <p className="muted">{t('sign.none')}</p>}
      <ul className={css.list}>
        {letter.signatures.map(s => (
          <li key={s.id}>
            <p>
              <strong>{t(`role.${s.role}`)}</strong> {s.unit} {s.post} {s.person}{' '}
              <Tag tone={s.holds ? 'done' : 'strong'}>{t(s.holds ? 'sign.holds' : 'sign.broken')}</Tag>
            </p>
            <Facts
              items={[
                [t('at'), sayTime(s.at, lang)],
                [t('sign.suite'), s.suite],
                [
                  t('sign.entry'),
                  <span key="entry">
                    {s.entry}{' '}
                    <Tag tone={s.sealed ? 'done' : 'plain'}>{t(s.sealed ? 'sign.sealed' : 'sign.unsealed')}</Tag>
                  </span>,
                ],
                [
                  t('sign.public'),
                  <code key="key" className={css.hash}>
                    {s.public}
                  </code>,
                ],
              ]}
            />
          </li>
        ))}
      </ul>
      {letter.checkpoint && <p className={`muted ${css.hash}`}>{letter.checkpoint}</p>}
    </Panel>
  )
}

import { useT } from '@/app/i18n'
import { uuidv7 } from '@/app/uuid'
import { AreaField, Chip } from '@/parts'
import css from './Check.module.css'
import type { ItemProps } from './ItemCard'
import { useTools } from './tools'

const terms = [3, 7, 15]

/** P01: the "no" opens here what it needs — picture, what, by when — and becomes a hazard without leaving the list. */
export function FindingStrip({ state, check, point, onAnswer }: ItemProps) {
  const t = useT('check')
  const answer = check.answers[state.item.name]
  const action = answer?.action ?? { id: '' }
  const put = (part: Partial<typeof action>) => onAnswer({ action: { ...action, ...part, id: action.id || uuidv7() } })
  const { Camera, useDay } = useTools()
  const day = useDay()
  return (
    <div className={css.strip}>
      <p className="muted">{t('finding.lead')}</p>
      {state.item.major && <p className={css.major}>{t('finding.major')}</p>}
      <AreaField
        name={`what-${state.item.name}`}
        label={t('finding.what')}
        optional={!state.note}
        rows={2}
        maxLength={1000}
        value={answer?.note ?? ''}
        onValue={note =>
          onAnswer({ note, action: { ...action, id: action.id || uuidv7(), text: note.trim() || undefined } })
        }
      />
      <div className={css.many}>
        {terms.map(n => (
          <Chip key={n} pressed={action.due === day(n)} onPress={() => put({ due: day(n), fixed: undefined })}>
            {t('finding.days', { days: n })}
          </Chip>
        ))}
        <Chip
          pressed={action.fixed !== undefined}
          onPress={() => put({ fixed: action.fixed ? undefined : [], due: undefined })}
        >
          {t('finding.fixed')}
        </Chip>
      </div>
      {action.fixed && (
        <Camera
          name={`fixed-${state.item.name}`}
          after
          need={1}
          pictures={action.fixed}
          originals={check.originals}
          place={check.siteName}
          point={point}
          onPictures={(fixed, files, originals) =>
            onAnswer({ action: { ...action, id: action.id || uuidv7(), fixed } }, files, originals)
          }
        />
      )}
    </div>
  )
}

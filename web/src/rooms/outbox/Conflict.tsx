import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { useEngine } from '@/offline/Offline'
import type { Parcel } from '@/offline/parcel'
import { Button, Chip } from '@/parts'
import { type Clash, clashesOf, settled } from './clashes'
import css from './Outbox.module.css'

/** Two people changed the same record: each fact is decided by a person, and nothing is silently overwritten. */
export function Conflict({ parcel }: { parcel: Parcel }) {
  const t = useT('outbox')
  const engine = useEngine()
  const [mine, setMine] = useState<Record<string, boolean>>({})
  const clashes = clashesOf(parcel)
  const again = /^\/hazards\/[^/]+(?=\/(vouch|close)$)/.exec(parcel.path)?.[0]
  const decided = clashes.every(c => c.field in mine)
  const send = () => {
    const body = settled(parcel, mine)
    void (body ? engine.retry(parcel.id, body) : engine.forget(parcel.id))
  }
  return (
    <div className={css.conflict}>
      {clashes.length > 0 && <p>{t('conflict.lead')}</p>}
      {clashes.length === 0 && !again && <p>{t('conflict.whole')}</p> /* else the refusal itself says what to do */}
      {clashes.map(c => (
        <Fact key={c.field} clash={c} mine={mine[c.field]} onMine={m => setMine({ ...mine, [c.field]: m })} />
      ))}
      {clashes.length > 0 ? (
        <Button look="primary" wide disabled={!decided} onClick={send}>
          {t('conflict.send')}
        </Button>
      ) : (
        <>
          {again && (
            <Button look="primary" wide onClick={() => navigate(again)}>
              {t('conflict.look')}
            </Button>
          )}
          <Button wide onClick={() => void engine.forget(parcel.id)}>
            {t('conflict.keepTheirs')}
          </Button>
        </>
      )}
    </div>
  )
}

function Fact({ clash, mine, onMine }: { clash: Clash; mine: boolean | undefined; onMine: (mine: boolean) => void }) {
  const t = useT('outbox')
  return (
    <fieldset className={css.fact}>
      <legend>{t(`field.${clash.field}`)}</legend>
      <p className="muted">{t('conflict.base', { value: show(clash.base) })}</p>
      <div className={css.choices}>
        <Chip pressed={mine === true} onPress={() => onMine(true)}>
          {t('conflict.mine', { value: show(clash.mine) })}
        </Chip>
        <Chip pressed={mine === false} onPress={() => onMine(false)}>
          {t('conflict.theirs', { value: show(clash.theirs) })}
        </Chip>
      </div>
    </fieldset>
  )
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

import { useState } from 'react'
import { useT } from '@/app/i18n'
import { useEngine } from '@/offline/Offline'
import type { Parcel } from '@/offline/parcel'
import { AreaField, Button } from '@/parts'
import css from './Outbox.module.css'

/** A check came back because of doubts that arose on the way: whoever accepts all the same says why, on the phone. */
export function Despite({ parcel: p }: { parcel: Parcel }) {
  const t = useT('outbox')
  const engine = useEngine()
  const [despite, setDespite] = useState('')
  const reason = despite.trim()
  return (
    <div className={css.conflict}>
      <AreaField
        name={`despite-${p.id}`}
        label={t('despite.label')}
        rows={2}
        maxLength={1000}
        value={despite}
        onValue={setDespite}
      />
      <Button
        look="primary"
        wide
        disabled={reason === ''}
        onClick={() => void engine.retry(p.id, { ...(p.body as object), despite: reason })}
      >
        {t('despite.send')}
      </Button>
    </div>
  )
}

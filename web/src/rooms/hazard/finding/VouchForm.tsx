import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { uuidv7 } from '@/app/uuid'
import { useEngine, useOffline } from '@/offline/Offline'
import type { Parcel } from '@/offline/parcel'
import { PhoneFull } from '@/offline/store'
import { AreaField, Button, Note, toast } from '@/parts'
import css from './Capture.module.css'
import { Doubts } from './Doubts'
import type { OneHazard } from './mine'
import { bodyOf, givenBefore, vouchOf } from './vouch'

/** 核对疑点 on the phone: the doubts that were raised after it ended, and why it stays closed. */
export function Vouch({ hazard: h }: { hazard: OneHazard }) {
  const { parcels } = useOffline()
  const { waits, back } = givenBefore(h, parcels)
  return waits ? null : <Form key={back?.id} hazard={h} back={back} />
}

/** One that came back keeps its words: whoever wrote them reads the doubts anew and sends it once more. */
function Form({ hazard: h, back }: { hazard: OneHazard; back?: Parcel }) {
  const t = useT('finding')
  const engine = useEngine()
  const [reason, setReason] = useState(back ? (back.body as { reason: string }).reason : '')
  const [problem, setProblem] = useState('')
  const send = async () => {
    if (reason.trim() === '') return setProblem(t('send.lacks', { list: t('vouchWork.text') }))
    try {
      if (back) await engine.retry(back.id, bodyOf(h, reason))
      else await engine.put(vouchOf(h, reason, uuidv7(), Date.now()), [])
    } catch (error) {
      return setProblem(t(error instanceof PhoneFull ? 'vouchWork.full' : 'vouchWork.failed'))
    }
    toast(navigator.onLine ? t('send.going') : t('send.kept'))
    navigate('/outbox')
  }
  return (
    <section className={css.block}>
      <h2>{t('vouchWork.title')}</h2>
      <p>{t('vouchWork.lead')}</p>
      {back?.refusal && <Note tone="warn">{back.refusal.text}</Note>}
      <Doubts list={h.doubts ?? []} asks="doubt.asksAfter" />
      {h.waiting && <Note>{t('doubt.waiting')}</Note>}
      <AreaField
        name="vouch"
        label={t('vouchWork.text')}
        rows={3}
        maxLength={1000}
        value={reason}
        onValue={words => {
          setReason(words)
          setProblem('')
        }}
      />
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <Button look="primary" wide icon="send" onClick={() => void send()}>
        {t('vouchWork.send')}
      </Button>
      <p className="muted">{t('vouchWork.next')}</p>
    </section>
  )
}

import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { usePoint } from '@/capture/place'
import { Shots } from '@/capture/Shots'
import { useEngine, useOffline } from '@/offline/Offline'
import { PhoneFull } from '@/offline/store'
import { type DraftState, useDraft } from '@/offline/useDraft'
import { AreaField, Button, Chip, Note, Skeleton, toast } from '@/parts'
import css from './Capture.module.css'
import { Doubts } from './Doubts'
import type { OneHazard } from './mine'
import { begin, draftOf, kindOf, lacks, parcelsOf, type Work } from './work'

interface WorkFormProps {
  hazard: OneHazard
  verb: Work['verb']
  sign: boolean
}

/** WorkForm is putting right with pictures, or looking again: accepted, or sent back with a reason. */
export function WorkForm({ hazard: h, verb, sign }: WorkFormProps) {
  const of = { verb, hazard: h.id, number: h.number, matter: h.matter, sign }
  const state = useDraft<Work>(
    { kind: kindOf(verb), begin: now => begin(of, now), fits: left => left.hazard === h.id, parcel: draftOf },
    `${verb} ${h.id}`,
  )
  if (!state) return <Skeleton rows={2} />
  return <Form hazard={h} state={state} sign={sign} />
}

/** Pictures that a check of a major hazard needs: it is made on the spot. */
const photosOf = (h: OneHazard, w: Work) => (w.verb === 'fix' ? (h.photos ?? 0) : h.grade === 'major' && w.pass ? 1 : 0)

function Form({ hazard: h, state, sign }: { hazard: OneHazard; state: DraftState<Work>; sign: boolean }) {
  const t = useT('finding')
  const { draft: w, change } = state
  const { point } = usePoint()
  const place = h.siteName || h.where || ''
  const photos = photosOf(h, w)
  const doubts = (w.verb === 'check' && h.doubts) || []
  const asks = w.pass === true && doubts.some(d => d.asks)
  return (
    <section className={css.block}>
      <h2>{t(`${w.verb}Work.title`)}</h2>
      {state.resumed && (w.photos.length > 0 || w.text !== '') && (
        <Note>
          {t('capture.resumed')} <Button onClick={state.restart}>{t('work.restart')}</Button>
        </Note>
      )}
      <Doubts list={doubts} />
      {w.verb === 'check' && h.waiting && <Note>{t('doubt.waiting')}</Note>}
      {w.verb === 'check' && (
        <div className={css.two}>
          <Chip pressed={w.pass === true} onPress={() => change({ pass: true })}>
            {t('checkWork.pass')}
          </Chip>
          <Chip pressed={w.pass === false} onPress={() => change({ pass: false })}>
            {t('checkWork.fail')}
          </Chip>
        </div>
      )}
      {photos > 0 && <p className="muted">{t('work.photos', { count: photos })}</p>}
      <Shots
        label={t(`${w.verb}Work.shot`)}
        shots={w.photos}
        place={place}
        point={point}
        onShots={(list, files) => change({ photos: list, point: w.point ?? point }, files)}
      />
      <AreaField
        name="work"
        label={t(w.verb === 'fix' ? 'fixWork.text' : w.pass === false ? 'checkWork.reason' : 'checkWork.text')}
        rows={2}
        maxLength={1000}
        value={w.text}
        onValue={text => change({ text })}
      />
      {asks && (
        <AreaField
          name="despite"
          label={t('doubt.despite')}
          hint={t('doubt.despiteHint')}
          rows={2}
          maxLength={1000}
          value={w.despite ?? ''}
          onValue={despite => change({ despite })}
        />
      )}
      <Send work={{ ...w, sign, matter: h.matter }} photos={photos} doubted={asks} point={point} />
    </section>
  )
}

interface SendProps {
  work: Work
  photos: number
  doubted: boolean
  point: Work['point']
}

function Send({ work: w, photos, doubted, point }: SendProps) {
  const t = useT('finding')
  const engine = useEngine()
  const { owed } = useOffline()
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState('')
  const gaps = lacks(w, photos, doubted)
  const send = async () => {
    setAsked(true)
    if (gaps.length > 0) return
    try {
      for (const parcel of parcelsOf({ ...w, point: w.point ?? point })) await engine.put(parcel, [])
      toast(navigator.onLine ? t('send.going') : t('send.kept', { count: owed + 1 }))
      navigate('/outbox')
    } catch (error) {
      setProblem(t(error instanceof PhoneFull ? 'send.full' : 'send.failed'))
    }
  }
  const said =
    asked && gaps.length > 0 ? t('send.lacks', { list: gaps.map(g => t(`workLack.${g}`)).join(t('comma')) }) : problem
  return (
    <>
      {said && (
        <p className={css.problem} role="alert">
          {said}
        </p>
      )}
      <Button look="primary" wide icon="send" onClick={() => void send()}>
        {t(w.verb === 'fix' ? 'fixWork.send' : w.pass === false ? 'checkWork.sendFail' : 'checkWork.send')}
      </Button>
      <p className="muted">{t(`${w.verb}Work.next`)}</p>
    </>
  )
}

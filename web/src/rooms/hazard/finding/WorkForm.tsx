import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { usePoint } from '@/capture/place'
import { Shots } from '@/capture/Shots'
import { useEngine } from '@/offline/Offline'
import type { Parcel } from '@/offline/parcel'
import { PhoneFull } from '@/offline/store'
import { type DraftState, useDraft } from '@/offline/useDraft'
import { AreaField, Button, Chip, Note, Skeleton, toast } from '@/parts'
import css from './Capture.module.css'
import { Doubts } from './Doubts'
import type { OneHazard } from './mine'
import { begin, blank, draftOf, kindOf, lacks, parcelsOf, taken, type Work } from './work'

interface WorkFormProps {
  hazard: OneHazard
  verb: Work['verb']
  sign: boolean
  /** A check that came back: its words and pictures are where the form begins. */
  back?: Parcel
}

/** WorkForm is putting right with pictures, or looking again: accepted, or sent back with a reason. */
export function WorkForm({ hazard: h, verb, sign, back }: WorkFormProps) {
  const of = { verb, hazard: h.id, number: h.number, matter: h.matter, sign }
  const state = useDraft<Work>(
    {
      kind: kindOf(verb),
      begin: now => (back ? taken(back, of, now) : begin(of, now)),
      fits: left => left.hazard === h.id,
      parcel: draftOf,
      blank,
    },
    `${verb} ${h.id} ${back?.id ?? ''}`,
  )
  if (!state) return <Skeleton rows={2} />
  return <Form hazard={h} state={state} sign={sign} back={back} />
}

/** Pictures that a check of a major hazard needs: it is made on the spot. */
const photosOf = (h: OneHazard, w: Work) => (w.verb === 'fix' ? (h.photos ?? 0) : h.grade === 'major' && w.pass ? 1 : 0)

interface FormProps extends Omit<WorkFormProps, 'verb'> {
  state: DraftState<Work>
}

function Form({ hazard: h, state, sign, back }: FormProps) {
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
      {back?.refusal && <Note tone="warn">{back.refusal.text}</Note>}
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
      <Send
        work={{ ...w, sign, matter: h.matter, sight: h.revision }}
        photos={photos}
        doubted={asks}
        point={point}
        back={back}
      />
    </section>
  )
}

interface SendProps {
  work: Work
  photos: number
  doubted: boolean
  point: Work['point']
  back?: Parcel
}

function Send({ work: w, photos, doubted, point, back }: SendProps) {
  const t = useT('finding')
  const engine = useEngine()
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState('')
  const gaps = lacks(w, photos, doubted)
  const send = async () => {
    setAsked(true)
    if (gaps.length > 0) return
    try {
      for (const parcel of parcelsOf({ ...w, point: w.point ?? point })) await engine.put(parcel, [])
      if (back) await engine.forget(back.id) // the new one carries its pictures
      toast(navigator.onLine ? t('send.going') : t('send.kept'))
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

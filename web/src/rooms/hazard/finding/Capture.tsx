import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link, navigate, useLocation } from '@/app/router'
import { usePoint } from '@/capture/place'
import { Shots } from '@/capture/Shots'
import { Voice } from '@/capture/Voice'
import { Screen } from '@/fieldkit'
import { countyTime } from '@/offline/clock'
import { useEngine, useOffline, useRow, useRows } from '@/offline/Offline'
import { PhoneFull } from '@/offline/store'
import { AreaField, Button, Chip, Note, Skeleton, toast } from '@/parts'
import type { SiteRow } from '@/sites/row'
import './words'
import css from './Capture.module.css'
import { bodyOf, type Capture, kind, missing, parcelOf } from './draft'
import { fitting, type Habit, type Span, say, sectorOf, usage, type Word } from './pack'
import { SitePick } from './SitePick'
import { type CaptureState, useCapture } from './useCapture'
import { WalkBox } from './WalkBox'

const terms = [3, 7, 15]

/** W4: photo → sent in forty seconds, with one hand and without typing. */
export default function CapturePage() {
  const t = useT('finding')
  const { search } = useLocation()
  const state = useCapture(search.get('site') ?? undefined, search.get('where') ?? undefined)
  return (
    <Screen name={t('capture.name')} title={t('capture.title')}>
      {state ? <Form {...state} /> : <Skeleton />}
      <Link to="/hazards">{t('found.name')}</Link>
    </Screen>
  )
}

function Form({ draft: c, resumed, change, restart }: CaptureState) {
  const t = useT('finding')
  const { point, refused } = usePoint()
  const site = useRow<SiteRow>('site', c.site)
  const { categories, category, sector } = useCategories(c, site)
  const place = site?.name ?? c.where
  return (
    <>
      {resumed && c.photos.length > 0 && (
        <Note>
          {t('capture.resumed')} <Button onClick={restart}>{t('capture.restart')}</Button>
        </Note>
      )}
      <Shots
        label={t('shot.before')}
        primary
        shots={c.photos}
        place={place}
        point={point}
        onShots={(photos, files) => change({ photos, point: c.point ?? point }, files)}
      />
      <section className={css.block}>
        <h2>{t('site.title')}</h2>
        {refused && <Note tone="warn">{t('site.noPoint')}</Note>}
        <SitePick
          site={c.site}
          where={c.where}
          point={point}
          onSite={s => change({ site: s?.id, where: '' })}
          onWhere={where => change({ where })}
        />
      </section>
      <section className={css.block}>
        <h2>{t('what.title')}</h2>
        <div className={css.chips}>
          {categories.map(w => (
            <Chip key={w.key} pressed={c.category === w.key} onPress={() => change({ category: w.key })}>
              {w.label}
            </Chip>
          ))}
        </div>
        <AreaField
          name="text"
          label={t('what.text')}
          optional
          rows={2}
          maxLength={2000}
          value={c.text}
          onValue={text => change({ text })}
        />
        <Voice voice={c.voice} onVoice={(voice, files) => change({ voice }, files)} />
      </section>
      <section className={css.block}>
        <h2>{t('grade.title')}</h2>
        <WalkBox capture={c} sector={sector} onChange={change} />
      </section>
      {c.grade === 'general' && <FixBox capture={c} place={place} point={point} change={change} />}
      {!c.fixedOnSpot && <OwnerBox capture={c} site={site} change={change} />}
      <Send capture={c} category={category} place={place} />
    </>
  )
}

type Change = CaptureState['change']

function FixBox({
  capture: c,
  place,
  point,
  change,
}: {
  capture: Capture
  place: string
  point?: Capture['point']
  change: Change
}) {
  const t = useT('finding')
  return (
    <section className={css.block}>
      <h2>{t('fix.title')}</h2>
      <div className={css.chips}>
        <Chip pressed={c.fixedOnSpot} onPress={() => change({ fixedOnSpot: true })}>
          {t('fix.yes')}
        </Chip>
        <Chip pressed={!c.fixedOnSpot} onPress={() => change({ fixedOnSpot: false, fixed: [] })}>
          {t('fix.no')}
        </Chip>
      </div>
      {c.fixedOnSpot && (
        <Shots
          label={t('shot.after')}
          shots={c.fixed}
          place={place}
          point={point}
          onShots={(fixed, files) => change({ fixed }, files)}
        />
      )}
    </section>
  )
}

function OwnerBox({ capture: c, site, change }: { capture: Capture; site?: SiteRow; change: Change }) {
  const t = useT('finding')
  const usual = useRow<Span>('spans', 'general')
  const days = c.days ?? (usual?.unit === 'day' ? usual.value : 0)
  return (
    <section className={css.block}>
      <h2>{t('owner.title')}</h2>
      <p>{c.grade !== 'general' ? t('owner.major') : (site?.unitName ?? t('owner.byRule'))}</p>
      {c.grade === 'general' && (
        <div className={css.chips}>
          {[...new Set([...terms, ...(days > 0 ? [days] : [])])]
            .sort((a, b) => a - b)
            .map(n => (
              <Chip key={n} pressed={days === n} onPress={() => change({ days: n })}>
                {t('owner.days', { days: n })}
              </Chip>
            ))}
        </div>
      )}
    </section>
  )
}

function Send({ capture: c, category, place }: { capture: Capture; category: string; place: string }) {
  const t = useT('finding')
  const engine = useEngine()
  const { clock } = useOffline()
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState('')
  const lacks = missing(c, category)
  const send = async () => {
    setAsked(true)
    if (lacks.length > 0) return
    const title = [place, c.text.trim() || category].filter(Boolean).join(' · ')
    try {
      await engine.put(parcelOf(c, title, 'waiting', bodyOf(c, category, countyTime(clock).at)), [])
      toast(navigator.onLine ? t('send.going') : t('send.kept'))
      navigate('/outbox')
    } catch (error) {
      setProblem(t(error instanceof PhoneFull ? 'send.full' : 'send.failed'))
    }
  }
  return (
    <div className={css.block}>
      {asked && lacks.length > 0 && (
        <p className={css.problem} role="alert">
          {t('send.lacks', { list: lacks.map(l => t(`lack.${l}`)).join(t('comma')) })}
        </p>
      )}
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <Button look="primary" wide icon="send" onClick={() => void send()}>
        {t('send.verb')}
      </Button>
      <p className="muted">{c.fixedOnSpot ? t('send.nextFixed') : t('send.next')}</p>
    </div>
  )
}

/** useCategories words the categories that fit the site: those found there before first, then those of this phone. */
function useCategories(c: Capture, site: SiteRow | undefined) {
  const { lang } = usePrefs()
  const { parcels } = useOffline()
  const words = useRows<Word>('terms') ?? []
  const habit = useRow<Habit>('habits', site?.id)
  const mine = parcels.filter(p => p.kind === kind).map(p => p.body as { category?: string; site?: string })
  const used = usage(mine, site?.id, habit)
  const sector = sectorOf(words, site?.kind)
  const fit = fitting(
    words.filter(w => w.sort === 'category'),
    sector?.word,
    used,
  )
  const categories = fit.map(w => ({ key: w.word, label: say(w, lang) }))
  return { categories, category: categories.find(w => w.key === c.category)?.label ?? '', sector }
}

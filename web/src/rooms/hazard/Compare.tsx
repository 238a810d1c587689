import { type CSSProperties, useState } from 'react'
import { cameraFile, url } from '@/api/client'
import { useT } from '@/app/i18n'
import { fromDesk } from '@/capture/shot'
import { Chip, Panel } from '@/kit'
import { Picture } from '@/parts'
import { useSay } from '@/rooms/matter/say'
import css from './Compare.module.css'
import { afterOf, beforeOf, type Picture as Shot } from './compare'
import type { Detail, Happening } from './types'

/** 整改前后: two pictures on one another with a slider between them; the arrow keys move it as the mouse does. */
export function Compare({ detail, story }: { detail: Detail; story: Happening[] }) {
  const t = useT('hazard')
  const before = beforeOf(detail)
  const after = afterOf(detail, story)
  const [pick, setPick] = useState({ before: 0, after: 0 })
  const left = before[pick.before] ?? before[0]
  const right = after[pick.after] ?? after[0]
  if (!left && !right) return null
  return (
    <Panel title={t(left && right ? 'compare.title' : left ? 'compare.only' : 'compare.after')}>
      {left && right ? <Slider before={left} after={right} /> : <One picture={left ?? right} />}
      <Strip name="before" list={before} at={pick.before} onPick={i => setPick(old => ({ ...old, before: i }))} />
      <Strip name="after" list={after} at={pick.after} onPick={i => setPick(old => ({ ...old, after: i }))} />
    </Panel>
  )
}

function Slider({ before, after }: { before: Shot; after: Shot }) {
  const t = useT('hazard')
  const [share, setShare] = useState(50)
  const style = { '--share': `${share}%` } as CSSProperties
  return (
    <figure className={css.compare} style={style}>
      <div className={css.frame}>
        <Seen picture={after} alt={t('compare.afterAlt')} />
        <Seen className={css.over} picture={before} alt={t('compare.beforeAlt')} />
        <span className={css.line} aria-hidden="true" />
        <span className={css.left}>{t('compare.before')}</span>
        <span className={css.right}>{t('compare.after')}</span>
      </div>
      <input
        type="range"
        min={0}
        max={100}
        value={share}
        className={css.range}
        aria-label={t('compare.slide')}
        aria-valuetext={t('compare.share', { share })}
        onChange={e => setShare(Number(e.target.value))}
      />
    </figure>
  )
}

function One({ picture }: { picture?: Shot }) {
  const t = useT('hazard')
  if (!picture) return null
  return (
    <figure className={css.compare}>
      <div className={css.frame}>
        <Seen picture={picture} alt={t('compare.beforeAlt')} />
      </div>
    </figure>
  )
}

/** The picture, or that this browser cannot show it and where to get it. */
function Seen({ picture, alt, className = '' }: { picture: Shot; alt: string; className?: string }) {
  const t = useT('hazard')
  const instead = <p className={`${css.unseen} ${className}`}>{t('compare.unseen')}</p>
  return <Picture className={className} src={url(`/files/${picture.hash}`)} alt={alt} instead={instead} />
}

interface StripProps {
  name: 'before' | 'after'
  list: Shot[]
  at: number
  onPick: (i: number) => void
}

/** When each was taken, and that it did not come from the camera; more than one can be chosen from. */
function Strip({ name, list, at, onPick }: StripProps) {
  const t = useT('hazard')
  const say = useSay()
  const shown = list[at] ?? list[0]
  if (!shown) return null
  return (
    <div className={css.strip}>
      <span>
        {t(`compare.${name}`)} {say.time(shown.at)}
        {shown.gallery &&
          ` · ${t('compare.gallery', { why: shown.gallery === fromDesk ? t('photo.desk') : shown.gallery })}`}
      </span>
      {list.length > 1 &&
        list.map((p, i) => (
          <Chip key={p.hash} pressed={i === at} onPress={() => onPick(i)}>
            {t('compare.nth', { n: i + 1 })}
          </Chip>
        ))}
      <a href={cameraFile(shown)} target="_blank" rel="noreferrer" title={shown.hash}>
        {t('compare.original', { hash: shown.hash.slice(0, 8) })}
      </a>
    </div>
  )
}

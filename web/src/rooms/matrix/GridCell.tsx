import { useT } from '@/app/i18n'
import type { Box, Kind } from './data'
import css from './Grid.module.css'
import type { Mark } from './layout'

/** The glyph, word and frame of each hole: never a colour alone. */
export const glyphs: Record<Kind, string> = {
  gap: '▢',
  overlap: '◫',
  vacant: '◌',
  gone: '⊘',
  unsigned: '◐',
  unsorted: '?',
}

/** A box says who answers, or that nobody does. */
export function BoxCell({ box }: { box: Box | undefined }) {
  const t = useT('matrix')
  if (!box)
    return (
      <span className={css.none}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">{t('cell.none')}</span>
      </span>
    )
  const leads = box.owners.filter(o => o.role === 'lead')
  const cos = box.owners.length - leads.length
  const inherited = leads[0] && leads[0].way !== 'cell'
  return (
    <span className={css.box}>
      {box.flags.map(f => (
        <Flag key={f} kind={f} />
      ))}
      {leads.length > 0 && (
        <span className={`${css.who} ${inherited ? css.inherited : ''}`}>
          {leads.map(o => (o.post ? `${o.unit.name}${o.post.name}` : o.unit.name)).join(t('and'))}
        </span>
      )}
      {inherited && <span className="sr-only">{t(`way.${leads[0]?.way}`)}</span>}
      {cos > 0 && (
        <span className={css.cos}>
          <span aria-hidden="true">○{cos}</span>
          <span className="sr-only">{t('cell.cos', { count: cos })}</span>
        </span>
      )}
      {leads.length === 0 && box.flags.length === 0 && <span className="sr-only">{t('cell.nobody')}</span>}
      {box.count > 0 && (
        <span className={css.count} title={t('cell.bases', { count: box.count })}>
          <span aria-hidden="true">{box.count}</span>
          <span className="sr-only">{t('cell.bases', { count: box.count })}</span>
        </span>
      )}
    </span>
  )
}

export function Flag({ kind }: { kind: Kind }) {
  const t = useT('matrix')
  return (
    <span className={`${css.flag} ${css[kind]}`}>
      <span aria-hidden="true">{glyphs[kind]} </span>
      {t(`flag.${kind}`)}
    </span>
  )
}

const marks: Record<Exclude<Mark, ''>, string> = { lead: '●', co: '○', place: '◇' }

/** A unit in a row: ● leads, ○ takes part, ◇ answers by its territory. */
export function MarkCell({ mark, unit }: { mark: Mark; unit: string }) {
  const t = useT('matrix')
  if (!mark) return <span className="sr-only">{t('mark.none', { unit })}</span>
  return (
    <span className={`${css.mark} ${css[`m-${mark}`]}`}>
      <span aria-hidden="true">{marks[mark]}</span>
      <span className="sr-only">{t(`mark.${mark}`, { unit })}</span>
    </span>
  )
}

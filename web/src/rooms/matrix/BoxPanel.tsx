import { useState } from 'react'
import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link } from '@/app/router'
import { sayDay } from '@/app/time'
import { Button, Loaded, Tag } from '@/kit'
import { AssignForm } from './AssignForm'
import { type Axis, type Box, type Cell, type Matrix, type Owner, type Row, useCells, useWho } from './data'
import { EndForm } from './EndForm'
import { Flag } from './GridCell'
import { boxOf } from './layout'
import css from './Matrix.module.css'

/** What stands behind a row: on each axis who answers and why, and everything that was written there before. */
export function BoxPanel({ matrix, row, axis }: { matrix: Matrix; row: Row; axis?: string }) {
  const cells = useCells(row.sector ?? '', true)
  const who = useWho({ sector: row.sector, place: row.place, day: matrix.day }, row.kind !== 'county')
  const said = (a: Axis, box: Box) => {
    const known = who.data?.owners.filter(o => o.axis === a.key)
    return known && known.length > 0 ? { ...box, owners: known } : box
  }
  const axes = matrix.axes.filter(a => boxOf(row, a.key))
  const first = axes.filter(a => a.key === axis)
  return (
    <div className={css.stack}>
      {[...first, ...axes.filter(a => a.key !== axis)].map(a => (
        <section key={a.key} className={css.axis}>
          <OnAxis matrix={matrix} row={row} axis={a} box={said(a, boxOf(row, a.key) as Box)}>
            <Loaded query={cells} rows={2}>
              {page => (
                <History
                  cells={page.items.filter(c => c.axis === a.key && (row.kind !== 'place' || c.place === row.place))}
                  day={matrix.day}
                  may={matrix.may}
                />
              )}
            </Loaded>
          </OnAxis>
        </section>
      ))}
    </div>
  )
}

interface AxisProps {
  matrix: Matrix
  row: Row
  axis: Axis
  box: Box
  children: React.ReactNode
}

function OnAxis({ matrix, row, axis, box, children }: AxisProps) {
  const t = useT('matrix')
  const [open, setOpen] = useState(false)
  return (
    <>
      <h3>
        {axis.name}
        {box.flags.map(f => (
          <Flag key={f} kind={f} />
        ))}
      </h3>
      <p className={css.small}>{axis.law}</p>
      {box.owners.length === 0 ? (
        <p>{t('cell.nobody')}</p>
      ) : (
        <ul className={css.list}>
          {box.owners.map(o => (
            <li key={`${o.unit.id}${o.post?.id}${o.cell}`}>
              <OwnerLine owner={o} />
            </li>
          ))}
        </ul>
      )}
      {matrix.may &&
        (open ? (
          <AssignForm row={row} axis={axis} onDone={() => setOpen(false)} />
        ) : (
          <div>
            <Button small icon="plus" onClick={() => setOpen(true)}>
              {t('assign.verb')}
            </Button>
          </div>
        ))}
      <h4>{t('historyWord')}</h4>
      {children}
    </>
  )
}

/** Who answers, in one line: the unit or post, whether somebody is there, and how we know. */
export function OwnerLine({ owner }: { owner: Owner }) {
  const t = useT('matrix')
  const why =
    owner.sector && owner.way === 'parent' ? t('way.parentOf', { name: owner.sector.name }) : t(`way.${owner.way}`)
  return (
    <div className={css.item}>
      <span className={css.top}>
        <Tag tone={owner.role === 'lead' ? 'brand' : 'plain'}>{t(`role.${owner.role}`)}</Tag>
        <Link to={`/units/${owner.unit.id}`}>{owner.unit.name}</Link>
        {owner.post && <span>{owner.post.name}</span>}
        {owner.people && owner.people.length > 0 && <span className={css.small}>{owner.people.join(t('comma'))}</span>}
        {owner.state !== 'present' && <Flag kind={owner.state} />}
      </span>
      <span className={css.small}>
        {why}
        {owner.place ? ` · ${owner.place}` : ''}
        {owner.basis ? ` · ${t(`basis.${owner.basis.kind}`)}：${owner.basis.text}` : ''}
      </span>
    </div>
  )
}

function History({ cells, day, may }: { cells: Cell[]; day: string; may: boolean }) {
  const t = useT('matrix')
  if (cells.length === 0) return <p className={css.small}>{t('history.none')}</p>
  return (
    <ul className={css.list}>
      {[...cells].reverse().map(c => (
        <Entry key={c.id} cell={c} over={!!c.until && c.until < day} may={may} />
      ))}
    </ul>
  )
}

function Entry({ cell, over, may }: { cell: Cell; over: boolean; may: boolean }) {
  const t = useT('matrix')
  const { lang } = usePrefs()
  const [open, setOpen] = useState(false)
  const withdrawn = !!cell.until && cell.until < cell.since
  const span = withdrawn
    ? t('withdrawn')
    : t(cell.until ? 'span' : 'since', { since: sayDay(cell.since, lang), until: sayDay(cell.until ?? '', lang) })
  return (
    <li className={css.item} data-over={over ? 'yes' : 'no'}>
      <span className={css.top}>
        <Tag>{t(`role.${cell.role}`)}</Tag>
        {cell.unit.name}
        {cell.post?.name}
        {cell.placeName ? `（${cell.placeName}）` : ''}
        <span className={css.small}>{span}</span>
      </span>
      <span className={css.small}>
        {t(`basis.${cell.basis.kind}`)}：{cell.basis.text}
        {cell.note ? ` · ${cell.note}` : ''}
        {cell.ended ? ` · ${t('ended', { why: cell.ended })}` : ''}
      </span>
      {may && !cell.until && !open && (
        <span>
          <Button small look="quiet" onClick={() => setOpen(true)}>
            {t('end.verb')}
          </Button>
        </span>
      )}
      {open && <EndForm cell={cell} onDone={() => setOpen(false)} />}
    </li>
  )
}

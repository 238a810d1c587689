import { useT } from '@/app/i18n'
import type { Box, Matrix, Row } from './data'
import { glyphs } from './GridCell'
import { boxOf } from './layout'
import css from './Matrix.module.css'

const sheet =
  '@page { size: A3 landscape; margin: 10mm } @media print { main > :not([data-paper]) { display: none !important } }'

/** The matrix on A3: who answers in words, holes framed and named, legible in black and white. */
export function PaperMatrix({ matrix, rows }: { matrix: Matrix; rows: Row[] }) {
  const t = useT('matrix')
  const of = (kind: Row['kind']) => rows.filter(r => r.kind === kind)
  return (
    <section className={css.paper} data-paper aria-hidden="true">
      <style media="print">{sheet}</style>
      <h1>{t('paper.title', { day: matrix.day })}</h1>
      <Table matrix={matrix} rows={of('county')} head={t('paper.county')} />
      <Table matrix={matrix} rows={of('sector')} head={t('paper.sector')} />
      <Table matrix={matrix} rows={of('place')} head={t('paper.place')} />
      <p>{t('paper.foot')}</p>
    </section>
  )
}

function Table({ matrix, rows, head }: { matrix: Matrix; rows: Row[]; head: string }) {
  const used = new Set(rows.flatMap(r => r.boxes.map(b => b.axis)))
  const axes = matrix.axes.filter(a => used.has(a.key))
  if (rows.length === 0) return null
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {axes.map(a => (
            <th key={a.key} scope="col">
              {a.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(r => (
          <tr key={r.key}>
            <th scope="row" style={{ paddingLeft: `${2 + r.depth * 3}mm`, fontWeight: r.leaf ? 400 : 700 }}>
              {r.name}
            </th>
            {axes.map(a => (
              <Said key={a.key} box={boxOf(r, a.key)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Said({ box }: { box: Box | undefined }) {
  const t = useT('matrix')
  const names = (role: string) =>
    (box?.owners ?? [])
      .filter(o => o.role === role)
      .map(o => (o.post ? `${o.unit.name}${o.post.name}` : o.unit.name))
      .join(t('and'))
  const cos = names('co')
  const flags = (box?.flags ?? []).map(f => `${glyphs[f]} ${t(`flag.${f}`)}`).join(' ')
  return (
    <td className={flags ? css.hole : undefined}>
      {flags} {names('lead')}
      {cos && ` ${t('paper.cos', { names: cos })}`}
    </td>
  )
}

import { Link } from '@/app/router'
import css from './Segments.module.css'

export interface Segment {
  key: string
  to: string
  label: string
  count?: number
}

/** Segments are two to four views of one list, side by side under the thumb; each has its address. */
export function Segments({ label, items, at }: { label: string; items: Segment[]; at: string }) {
  return (
    <nav className={css.segments} aria-label={label}>
      {items.map(i => (
        <Link key={i.key} to={i.to} className={css.segment} aria-current={i.key === at ? 'page' : undefined}>
          <span>{i.label}</span>
          {i.count !== undefined && <strong>{i.count}</strong>}
        </Link>
      ))}
    </nav>
  )
}

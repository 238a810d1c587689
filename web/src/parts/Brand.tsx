import css from './Brand.module.css'

/** Three lines of calm water. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className={css.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" className={css.ground} />
      <g fill="none" className={css.water} strokeWidth="2.4" strokeLinecap="round">
        <path d="M6 12.5c3.3 0 3.3-3 6.7-3s3.3 3 6.6 3 3.4-3 6.7-3" />
        <path d="M6 18.5c3.3 0 3.3-3 6.7-3s3.3 3 6.6 3 3.4-3 6.7-3" opacity=".72" />
        <path d="M6 24.5c3.3 0 3.3-3 6.7-3s3.3 3 6.6 3 3.4-3 6.7-3" opacity=".42" />
      </g>
    </svg>
  )
}

/** Says on every page that nothing here is real; where there is little room, in few words. */
export function DemoBanner({ text, short }: { text: string; short: string }) {
  return (
    <div className={css.demo}>
      <span className={css.long}>{text}</span>
      <span className={css.short}>{short}</span>
    </div>
  )
}

import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import css from './Signs.module.css'
import type { Sign } from './types'

/** Vital signs: a figure with what it is of and how it moved; each opens the exact list behind it. */
export function Signs({ signs }: { signs: Sign[] }) {
  const t = useT('board')
  return (
    <section className={css.signs} aria-label={t('signs')}>
      {signs.map(sign => (
        <Link key={sign.key} to={sign.href} className={css.sign}>
          <span className={css.label}>{sign.label}</span>
          <span className={css.line}>
            <span className={css.value}>{sign.value}</span>
            {sign.base != null && (
              <span className={css.base}>{t('of', { base: sign.base, baseLabel: sign.baseLabel ?? '' })}</span>
            )}
          </span>
        </Link>
      ))}
    </section>
  )
}

import { useT } from '@/app/i18n'
import { Mark } from '@/parts/Brand'
import css from './SignIn.module.css'

const lines = Array.from({ length: 13 }, (_, i) => i)

/** Calm water: thirteen lines that settle towards the shore. */
export function Water() {
  const t = useT('account')
  return (
    <aside className={css.water}>
      <div className={css.words}>
        <span className={css.mark}>
          <Mark size={36} />
          <strong>{t('brand.name')}</strong>
        </span>
        <p className={css.motto}>{t('brand.motto')}</p>
        <p className={css.say}>{t('brand.say')}</p>
      </div>
      <svg className={css.waves} viewBox="0 0 600 420" preserveAspectRatio="none" aria-hidden="true">
        {lines.map(i => (
          <path
            key={i}
            d={wave(i)}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.4}
            opacity={0.12 + i * 0.035}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
    </aside>
  )
}

function wave(i: number): string {
  const y = 30 + i * 30
  const high = 26 - i * 1.9
  return `M-20 ${y}c70 0 70 ${-high} 155 ${-high}s85 ${high} 155 ${high} 80 ${-high} 160 ${-high} 90 ${high} 170 ${high}`
}

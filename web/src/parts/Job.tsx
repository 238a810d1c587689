import { useT } from '@/app/i18n'
import css from './Job.module.css'

/** Long work in sight: how far, of how many. Leaving the page does not stop it. */
export function Job({ label, done, total }: { label: string; done: number; total: number }) {
  const t = useT('parts')
  return (
    <div className={css.job} role="status">
      <div className={css.line}>
        <span>{label}</span>
        <span className="muted">{t('job.progress', { done, total })}</span>
      </div>
      <progress className={css.bar} max={Math.max(total, 1)} value={done} aria-label={label} />
    </div>
  )
}

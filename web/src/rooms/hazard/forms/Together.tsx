import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Button, CheckField } from '@/kit'
import css from '../Ledger.module.css'
import type { HazardRow } from '../types'

interface TogetherProps {
  list: HazardRow[]
  chosen: string[]
  onChoose: (chosen: string[]) => void
}

/** What the same post closed within the hour, in doubt for nothing else. None is chosen until somebody chooses it. */
export function Together({ list, chosen, onChoose }: TogetherProps) {
  const t = useT('hazard')
  const all = chosen.length === list.length
  const change = (id: string, on: boolean) => onChoose(on ? [...chosen, id] : chosen.filter(c => c !== id))
  return (
    <fieldset className={css.together}>
      <legend>{t('vouch.together', { count: list.length })}</legend>
      <p className="muted">{t('vouch.togetherHow')}</p>
      <ul>
        {list.map(h => (
          <li key={h.id}>
            <CheckField
              label={`${h.number} ${h.text}`}
              checked={chosen.includes(h.id)}
              onChecked={on => change(h.id, on)}
            />
            <Link to={`/hazards/${h.id}`} target="_blank" rel="noreferrer">
              {t('vouch.open')} <span className="sr-only">{h.number}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Button onClick={() => onChoose(all ? [] : list.map(h => h.id))}>{t(all ? 'vouch.none' : 'vouch.all')}</Button>
    </fieldset>
  )
}

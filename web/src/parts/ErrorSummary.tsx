import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import { useT } from '@/app/i18n'
import { useProblemText } from '@/app/useProblemText'
import css from './Form.module.css'
import { Icon } from './Icon'

interface SummaryProps {
  errors: Record<string, string>
  problem: unknown
  prefix: string
  /** How often it was sent: each refusal takes the focus anew. */
  tries: number
}

/** ErrorSummary says on top of a form what is wrong, each a link to its field. */
export function ErrorSummary({ errors, problem, prefix, tries }: SummaryProps) {
  const t = useT('parts')
  const say = useProblemText()
  const box = useRef<HTMLDivElement>(null)
  const names = Object.keys(errors).filter(name => errors[name])
  const shown = names.length > 0 || (Boolean(problem) && asProblem(problem).errors.length === 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal takes the focus, a correction leaves it alone
  useEffect(() => {
    if (shown) focus(firstOf(names.map(name => fieldId(prefix, name))) ?? box.current)
  }, [shown, problem, tries])
  if (!shown) return null
  const general = names.length === 0 ? say(problem) : undefined
  return (
    <div className={css.summary} role="alert" tabIndex={-1} ref={box}>
      <p className={css.summaryTitle}>
        <Icon name="alert" />
        <span>{general ? general.title : t('form.summary', { count: names.length })}</span>
      </p>
      {general?.detail && <p>{general.detail}</p>}
      {general?.trace && <p className="muted">{t('form.trace', { trace: general.trace })}</p>}
      {names.length > 0 && (
        <ul>
          {names.map(name => (
            <li key={name}>
              <a href={`#${fieldId(prefix, name)}`} onClick={e => focusField(e, fieldId(prefix, name))}>
                {errors[name]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function focusField(e: { preventDefault: () => void }, id: string) {
  e.preventDefault()
  focus(document.getElementById(id))
}

/** What is wrong stands above the control, so the control goes to the middle. */
function focus(control: HTMLElement | null) {
  control?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}

/** firstOf finds the control that stands first on the page. */
function firstOf(ids: string[]): HTMLElement | undefined {
  const found = ids.map(id => document.getElementById(id)).filter(control => control !== null)
  return found.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))[0]
}

/** fieldId is the identity of a control on its form. */
export const fieldId = (prefix: string, name: string) => `${prefix}-${name}`

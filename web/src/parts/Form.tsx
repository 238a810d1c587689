import {
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useT } from '@/app/i18n'
import { useProblemText } from '@/app/useProblemText'
import css from './Form.module.css'
import { Icon } from './Icon'
import { fromProblem } from './refused'
import type { Errors } from './useForm'

interface Scope {
  prefix: string
  errors: Errors
  /** What each field is called on this form. */
  labels: Map<string, string>
}

const FormScope = createContext<Scope>({ prefix: 'f', errors: {}, labels: new Map() })

interface FormProps {
  onSubmit: () => void
  /** What the form's own check found. */
  errors?: Errors
  /** What the server refused; its field problems join the errors by name. */
  problem?: unknown
  children: ReactNode
  className?: string
}

/** Form shows every problem twice in the same words: in a summary on top, which takes the focus, and at its field. */
export function Form({ onSubmit, errors, problem, children, className }: FormProps) {
  const prefix = useId()
  const [labels] = useState(() => new Map<string, string>())
  const all = useMemo(() => ({ ...fromProblem(problem, labels), ...errors }), [problem, labels, errors])
  const scope = useMemo(() => ({ prefix, errors: all, labels }), [prefix, all, labels])
  const submit = (e: FormEvent) => {
    e.preventDefault()
    e.stopPropagation()
    onSubmit()
  }
  return (
    <FormScope.Provider value={scope}>
      <form className={`${css.form} ${className ?? ''}`} onSubmit={submit} noValidate>
        <ErrorSummary errors={all} problem={problem} prefix={prefix} />
        {children}
      </form>
    </FormScope.Provider>
  )
}

function ErrorSummary({ errors, problem, prefix }: { errors: Errors; problem: unknown; prefix: string }) {
  const t = useT('parts')
  const say = useProblemText()
  const box = useRef<HTMLDivElement>(null)
  const names = Object.keys(errors).filter(name => errors[name])
  const shown = names.length > 0 || Boolean(problem)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new refusal takes the focus again
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, problem])
  if (!shown) return null
  const general = problem && names.length === 0 ? say(problem) : undefined
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
  document.getElementById(id)?.focus()
}

const fieldId = (prefix: string, name: string) => `${prefix}-${name}`

export interface FieldParts {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

interface FieldProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  children: (parts: FieldParts) => ReactNode
}

/** Field is label, hint, the problem and the control, tied together for readers. */
export function Field({ name, label, hint, optional, children }: FieldProps) {
  const t = useT('parts')
  const { prefix, errors, labels } = useContext(FormScope)
  useEffect(() => {
    if (typeof label === 'string') labels.set(name, label)
  }, [labels, name, label])
  const id = fieldId(prefix, name)
  const error = errors[name]
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`${css.field} ${error ? css.wrong : ''}`}>
      <label className={css.label} htmlFor={id}>
        {label}
        {optional && <span className={css.optional}>{t('form.optional')}</span>}
      </label>
      {hint && (
        <p className={css.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className={css.error} id={`${id}-error`}>
          <Icon name="alert" size={14} />
          <span>{error}</span>
        </p>
      )}
      {children({ id, 'aria-describedby': about || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  )
}

/** The row of buttons that ends a form: the one primary verb first. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>
}

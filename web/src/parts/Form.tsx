import {
  createContext,
  type FormEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
} from 'react'
import { useT } from '@/app/i18n'
import { ErrorSummary, fieldId } from './ErrorSummary'
import css from './Form.module.css'
import { Icon } from './Icon'
import { needed } from './needs'
import { fromProblem, type Labels } from './refused'
import type { Errors } from './useForm'

interface Scope {
  prefix: string
  errors: Record<string, string>
  /** A field tells its form what it is called. */
  call: (name: string, label: string) => void
}

const FormScope = createContext<Scope>({ prefix: 'f', errors: {}, call: () => {} })

interface FormProps {
  onSubmit: () => void
  /** What the form's own check found. */
  errors?: Errors
  /** What the server refused; its field problems join the errors by name. */
  problem?: unknown
  children: ReactNode
  className?: string
}

/**
 * Form shows every problem twice in the same words: in a summary on top and at its field. The first wrong field takes
 * the focus; what is wrong with no field of the form leaves it to the summary.
 */
export function Form({ onSubmit, errors, problem, children, className }: FormProps) {
  const prefix = useId()
  const [labels, setLabels] = useState<Labels>({})
  const [tries, setTries] = useState(0)
  const [answered, answer] = useAnswered(problem)
  const all = useWords(errors, problem, labels, answered)
  const call = useCallback(
    (name: string, label: string) => setLabels(old => (old[name] === label ? old : { ...old, [name]: label })),
    [],
  )
  const scope = useMemo(() => ({ prefix, errors: all, call }), [prefix, all, call])
  const submit = (e: FormEvent) => {
    e.preventDefault()
    e.stopPropagation()
    setTries(tries + 1)
    onSubmit()
  }
  return (
    <FormScope.Provider value={scope}>
      <form className={`${css.form} ${className ?? ''}`} onSubmit={submit} onInput={answer} noValidate>
        <ErrorSummary errors={all} problem={problem} prefix={prefix} tries={tries} />
        {children}
      </form>
    </FormScope.Provider>
  )
}

const none: ReadonlySet<string> = new Set()

/** The fields that somebody has changed since the server refused them: what it found there is answered. */
function useAnswered(problem: unknown): [ReadonlySet<string>, (e: FormEvent) => void] {
  const [last, setLast] = useState({ problem, names: none })
  const names = last.problem === problem ? last.names : none
  const answer = (e: FormEvent) => {
    const name = (e.target as Element).closest('[data-field]')?.getAttribute('data-field')
    if (problem && name && !names.has(name)) setLast({ problem, names: new Set(names).add(name) })
  }
  return [names, answer]
}

/** The sentences of all that is wrong: what is needed and empty is said here, for every form, as the server says it. */
function useWords(
  errors: Errors | undefined,
  problem: unknown,
  labels: Labels,
  answered: ReadonlySet<string>,
): Record<string, string> {
  const t = useT('parts')
  return useMemo(() => {
    const own = Object.entries(errors ?? {}).map(([name, what]) => [
      name,
      what === needed ? t('form.needed', { name: labels[name] ?? name }) : what,
    ])
    const told = Object.entries(fromProblem(problem, labels)).filter(([name]) => !answered.has(name))
    return Object.fromEntries([...told, ...own])
  }, [errors, problem, labels, answered, t])
}

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
  const { prefix, errors, call } = useContext(FormScope)
  useEffect(() => {
    if (typeof label === 'string') call(name, label)
  }, [call, name, label])
  const id = fieldId(prefix, name)
  const error = errors[name]
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`${css.field} ${error ? css.wrong : ''}`} data-field={name}>
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

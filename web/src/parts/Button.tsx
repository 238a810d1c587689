import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from '@/app/router'
import css from './Button.module.css'
import { Icon, type IconName } from './Icon'

type Look = 'primary' | 'normal' | 'quiet' | 'danger'

interface Shared {
  look?: Look
  icon?: IconName
  wide?: boolean
  small?: boolean
  children: ReactNode
}

const classes = ({ look = 'normal', wide, small }: Shared) =>
  [css.button, css[look], wide && css.wide, small && css.small].filter(Boolean).join(' ')

type ButtonProps = Shared & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>

/** A button says verb and object. While busy it keeps its words and refuses a second press. */
export function Button({ look, icon, wide, small, busy, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes({ look, wide, small, children })}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? e => e.preventDefault() : rest.onClick}
    >
      {busy ? <span className={css.spinner} aria-hidden="true" /> : icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </button>
  )
}

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink({ to, look, icon, wide, small, children }: Shared & { to: string }) {
  return (
    <Link to={to} className={classes({ look, wide, small, children })}>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </Link>
  )
}

/** A file that the server makes, as a button that is an honest link: it can be copied and opened elsewhere. */
export function Download({ href, look, icon = 'export', wide, small, children }: Shared & { href: string }) {
  return (
    <a href={href} className={classes({ look, wide, small, children })} download>
      <Icon name={icon} size={16} />
      <span>{children}</span>
    </a>
  )
}

/** Leads from the desk to the field app, which works in this browser too: what is done on a phone can be done at a table. */
export function FieldLink({ to, look, icon, wide, small, children }: Shared & { to: string }) {
  return (
    <a href={`/m${to}`} className={classes({ look, wide, small, children })}>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </a>
  )
}

/** An icon with a name for readers and a title for the mouse; where there is room use Button instead. */
export function IconButton({
  icon,
  label,
  ...rest
}: { icon: IconName; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={css.iconOnly}>
      <Icon name={icon} />
    </button>
  )
}

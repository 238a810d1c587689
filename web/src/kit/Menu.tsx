import { Dropdown, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { Icon, type IconName } from '@/parts'
import css from './Menu.module.css'

export interface MenuItem {
  key: string
  label: ReactNode
  icon?: IconName
  chosen?: boolean
  danger?: boolean
  onPick?: () => void
}

interface MenuProps {
  /** What the button says. */
  children: ReactNode
  /** Says more than the words on the button, where those are few; it must contain them. */
  label?: string
  items: MenuItem[]
  quiet?: boolean
}

/** Menu is a button that opens a short list of verbs or choices. */
export function Menu({ children, label, items, quiet }: MenuProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={setOpen}
      autoFocus
      menu={{
        selectable: true,
        selectedKeys: items.filter(i => i.chosen).map(i => i.key),
        items: items.map(i => ({
          key: i.key,
          danger: i.danger,
          label: i.label,
          icon: i.icon && <Icon name={i.icon} size={16} />,
          onClick: i.onPick,
        })),
      }}
    >
      <button
        type="button"
        className={`${css.trigger} ${quiet ? css.quiet : ''}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
      >
        {children}
        <Icon name="down" size={12} />
      </button>
    </Dropdown>
  )
}

/** Pop opens a small panel of settings beside its button. */
export function Pop({
  icon,
  label,
  title,
  children,
}: {
  icon: IconName
  label: string
  title: string
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={title}
      content={<div className={css.pop}>{children}</div>}
    >
      <button type="button" className={`${css.trigger} ${css.quiet}`} aria-expanded={open}>
        <Icon name={icon} size={16} />
        <span>{label}</span>
      </button>
    </Popover>
  )
}

import type { ReactNode } from 'react'
import { Icon, type IconName } from '@/kit'
import css from './Download.module.css'

interface DownloadProps {
  href: string
  icon?: IconName
  small?: boolean
  children: ReactNode
}

/** A file that the server makes, as a button that is an honest link: it can be copied and opened elsewhere. */
export function Download({ href, icon = 'export', small, children }: DownloadProps) {
  return (
    <a className={small ? css.small : css.download} href={href} download>
      <Icon name={icon} size={16} />
      <span>{children}</span>
    </a>
  )
}

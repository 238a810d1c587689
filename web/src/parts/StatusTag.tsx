import type { ReactNode } from 'react'
import type { MatterState } from '@/api/types'
import { useT } from '@/app/i18n'
import css from './StatusTag.module.css'

/** A neutral tag: status is a word in a frame, because colours belong to the statutory levels. */
export function Tag({
  children,
  tone = 'plain',
}: {
  children: ReactNode
  tone?: 'plain' | 'brand' | 'done' | 'strong'
}) {
  return <span className={`${css.tag} ${css[tone]}`}>{children}</span>
}

const tones: Record<MatterState, 'plain' | 'brand' | 'done' | 'strong'> = {
  issued: 'plain',
  doing: 'brand',
  reported: 'brand',
  returned: 'strong',
  closed: 'done',
  recalled: 'done',
}

export function StatusTag({ state }: { state: MatterState }) {
  const t = useT('parts')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

import type { ReactNode } from 'react'
import { useT } from '@/app/i18n'
import { useTitle } from '@/app/router'
import { Mark } from '@/parts'
import css from './Setup.module.css'

/** A page outside of the shell, for one thing only. */
export function Outside({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  const t = useT('account')
  useTitle(name)
  return (
    <main className={css.page} id="main">
      <p className={css.brand}>
        <Mark />
        <strong>{t('brand.name')}</strong>
      </p>
      <h1 className={css.head}>{title}</h1>
      {children}
    </main>
  )
}

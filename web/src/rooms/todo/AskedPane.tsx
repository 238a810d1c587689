import type { ReactNode } from 'react'
import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { Button, Lamp } from '@/parts'
import css from './DeskTodo.module.css'

interface AskedProps {
  item: TodoItem
  onBack: () => void
  /** What is asked: its words in the to-do. */
  kind: string
  facts?: ReactNode
  /** Where the whole of it stands, for whoever may see it. */
  whole?: ReactNode
  children: ReactNode
}

/** Something that is asked of the unit and answered with one form; it is no matter. */
export function AskedPane({ item, onBack, kind, facts, whole, children }: AskedProps) {
  const t = useT('todo')
  return (
    <section className={css.pane} aria-label={item.title}>
      <div className={css.back}>
        <Button look="quiet" icon="back" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
      <header className={css.paneHead}>
        <div className={css.paneTags}>
          <Lamp lamp={item.matter.lamp} big />
        </div>
        <h2 className={css.paneTitle}>{item.title}</h2>
        <p className={css.paneWhy}>{t('why', { why: item.why })}</p>
      </header>
      {facts}
      <div className={css.act}>
        <h3 className={css.actTitle}>{t(`act.${kind}`)}</h3>
        <p className={css.actHint}>{t(`next.${kind}`)}</p>
        {children}
      </div>
      {whole && (
        <footer className={css.exits}>
          <span className={css.whole}>{whole}</span>
        </footer>
      )}
    </section>
  )
}

import type { TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, ButtonLink, Lamp } from '@/parts'
import css from './DeskTodo.module.css'
import { DutyForm } from './DutyForm'

interface PaneProps {
  item: TodoItem
  finding: string
  onBack: () => void
  onDone: () => void
}

/** A question of the office: who shall answer for something. */
export function DutyPane({ item, finding, onBack, onDone }: PaneProps) {
  const t = useT('todo')
  const can = useCan()
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
      <div className={css.act}>
        <h3 className={css.actTitle}>{t('act.duty')}</h3>
        <p className={css.actHint}>{t('next.duty')}</p>
        <DutyForm finding={finding} title={item.title} onDone={onDone} />
      </div>
      {can('matrix.read') && (
        <footer className={css.exits}>
          <span className={css.whole}>
            <ButtonLink to={`/matrix/findings/${finding}`} look="quiet" icon="columns">
              {t('duty.whole')}
            </ButtonLink>
          </span>
        </footer>
      )}
    </section>
  )
}

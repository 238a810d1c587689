import type { Relay, TodoItem } from '@/api/types'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, ButtonLink, Lamp } from '@/parts'
import css from './DeskTodo.module.css'
import { RelayFacts, RelayForm } from './RelayForm'

interface PaneProps {
  item: TodoItem
  relay: Relay
  onBack: () => void
  onDone: () => void
}

/** A document to be relayed, and the receipt that answers for it. */
export function RelayPane({ item, relay, onBack, onDone }: PaneProps) {
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
      <RelayFacts relay={relay} />
      <div className={css.act}>
        <h3 className={css.actTitle}>{t('act.relay')}</h3>
        <p className={css.actHint}>{t('next.relay')}</p>
        <RelayForm relay={relay} onDone={onDone} />
      </div>
      {can('committee.read') && (
        <footer className={css.exits}>
          <span className={css.whole}>
            <ButtonLink to={`/meetings/${relay.meeting}`} look="quiet" icon="meeting">
              {t('relay.meeting')}
            </ButtonLink>
          </span>
        </footer>
      )}
    </section>
  )
}

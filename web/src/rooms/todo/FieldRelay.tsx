import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Screen } from '@/fieldkit'
import { Empty, Lamp, Loaded } from '@/parts'
import { itemKey, useTodo } from './data'
import css from './FieldItem.module.css'
import { RelayFacts, RelayForm } from './RelayForm'

/** A document to be relayed, on the phone. */
export function FieldRelay({ id }: { id: string }) {
  const t = useT('todo')
  const todo = useTodo()
  const item = todo.data?.items?.find(i => itemKey(i) === id)
  return (
    <Screen name={t('nav')} title={item?.title ?? t('nav')} back={{ to: '/', label: t('nav') }}>
      <Loaded query={todo}>
        {() =>
          item?.relay ? (
            <>
              <div className={css.tags}>
                <Lamp lamp={item.matter.lamp} big />
              </div>
              <RelayFacts relay={item.relay} />
              <section className={css.act}>
                <h2>{t('act.relay')}</h2>
                <p className="muted">{t('next.relay')}</p>
                <RelayForm relay={item.relay} onDone={() => navigate('/')} />
              </section>
            </>
          ) : (
            <Empty icon="check" title={t('field.gone')} />
          )
        }
      </Loaded>
    </Screen>
  )
}

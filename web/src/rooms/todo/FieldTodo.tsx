import type { TodoItem } from '@/api/types'
import { HomeTiles } from '@/app/field/HomeTiles'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { Card, CardList, Screen } from '@/fieldkit'
import { ButtonLink, Empty, Lamp, Loaded } from '@/parts'
import { AtOnce } from './AtOnce'
import { itemKey, useTodo } from './data'
import { VerbForm } from './verbs/VerbForm'
import './words'

/** W2 on the phone: the first card can be finished without opening anything. */
export default function FieldTodo() {
  const t = useT('todo')
  const todo = useTodo()
  const { post } = useSession()
  return (
    <Screen name={t('nav')} title={todo.data?.sentence ?? t('nav')}>
      {post && <p className="muted">{t('hello', { unit: post.unit.name, title: post.title })}</p>}
      <HomeTiles />
      <Loaded query={todo}>
        {data => {
          const items = data.items ?? []
          if (items.length === 0) {
            return (
              <Empty icon="check" title={t('empty.done')}>
                {t('empty.text')}
              </Empty>
            )
          }
          return (
            <CardList>
              {items.map((item, i) => (
                <TodoCard key={itemKey(item)} item={item} first={i === 0} />
              ))}
            </CardList>
          )
        }}
      </Loaded>
      {(todo.data?.waiting ?? 0) > 0 && <p className="muted">{t('waiting', { count: todo.data?.waiting })}</p>}
    </Screen>
  )
}

/** Letters and hazards have a screen on the phone; other pages are read on the desk. */
const linkOf = (item: TodoItem) => (/^\/(letters|hazards)\//.test(item.link ?? '') ? item.link : undefined)

/** Signing needs no form, so it is done on the card itself; everything else opens. */
function TodoCard({ item, first }: { item: TodoItem; first: boolean }) {
  const t = useT('todo')
  const at = item.link ? linkOf(item) : `/todo/${itemKey(item)}`
  const quick = item.verb === 'sign' || item.verb === 'sign-paper'
  return (
    <Card
      strong={first}
      lamp={
        <>
          <Lamp lamp={item.matter.lamp} />
          <span className="muted">{t(`kind.${item.kind}`)}</span>
        </>
      }
      title={item.title}
      to={at}
      why={t('why', { why: item.why })}
      actions={
        quick || item.act || !at ? undefined : (
          <ButtonLink to={at} look={first ? 'primary' : 'normal'}>
            {item.label}
          </ButtonLink>
        )
      }
    >
      {item.act && <AtOnce item={item} onDone={() => undefined} />}
      {quick && (
        <VerbForm
          matter={item.matter.id}
          title={item.title}
          verb={item.verb}
          paper={item.paper}
          revision={item.matter.revision}
          onDone={() => undefined}
        />
      )}
    </Card>
  )
}

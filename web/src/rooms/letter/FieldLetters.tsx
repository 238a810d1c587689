import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useSession } from '@/app/session'
import { Card, CardList, Screen } from '@/fieldkit'
import { Empty, Loaded, Tag } from '@/parts'
import { called, type Row } from './data'
import './words'

/** The letters of my unit; what waits for my signature comes first. */
export default function FieldLetters() {
  const t = useT('letter')
  const { post } = useSession()
  const list = useQuery({
    queryKey: ['letter', 'own'],
    queryFn: async ({ signal }) => {
      const [mine, all] = await Promise.all([
        api.get<{ items: Row[] }>('/letters', { mine: true }, signal),
        api.get<{ items: Row[] }>('/letters', { limit: 200 }, signal),
      ])
      const waits = new Set(mine.items.map(l => l.id))
      const own = all.items.filter(l => l.signer.unit === post?.unit.id && !waits.has(l.id))
      return { waits: mine.items, own }
    },
  })
  const count = list.data?.waits.length ?? 0
  return (
    <Screen name={t('nav')} title={count > 0 ? t('field.waits', { count }) : t('field.none')}>
      <Loaded query={list} rows={4}>
        {data =>
          data.waits.length + data.own.length === 0 ? (
            <Empty icon="file" title={t('field.empty')} />
          ) : (
            <CardList>
              {[...data.waits, ...data.own].map((l, i) => (
                <Card
                  key={l.id}
                  to={`/letters/${l.id}`}
                  title={`${called(l)} ${l.signer.name}`}
                  why={
                    <Tag tone={i < count ? 'strong' : 'done'}>{t(i < count ? 'field.sign' : `state.${l.state}`)}</Tag>
                  }
                />
              ))}
            </CardList>
          )
        }
      </Loaded>
    </Screen>
  )
}

import { useT } from '@/app/i18n'
import { usePrefs } from '@/app/prefs'
import { Link, useFilters } from '@/app/router'
import { sayTime } from '@/app/time'
import { Empty, Loaded, Page, Panel, Tag } from '@/kit'
import { type About, AskForm } from './AskForm'
import css from './Diligence.module.css'
import { type Book, isRunning, useBooks } from './data'
import './words'

/** Asks for a book of diligence, and keeps those that were asked for lately. */
export default function BooksPage() {
  const t = useT('diligence')
  const [{ kind, about, name, from = '' }] = useFilters()
  const chosen: About | null = kind && about ? { kind, id: about, name: name ?? '', from } : null
  return (
    <Page name={t('nav')} title={t('title')} lead={t('lead')}>
      <div className={css.columns}>
        <Panel title={t('ask')}>
          <AskForm key={chosen?.id} about={chosen} />
        </Panel>
        <Books />
      </div>
    </Page>
  )
}

function Books() {
  const t = useT('diligence')
  const books = useBooks()
  return (
    <Panel title={t('mine')}>
      <p className="muted">{t('kept')}</p>
      <Loaded query={books} rows={3}>
        {data =>
          data.items.length === 0 ? (
            <Empty icon="file" title={t('none')} />
          ) : (
            <ul className={css.books}>
              {data.items.map(b => (
                <Row key={b.id} book={b} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function Row({ book }: { book: Book }) {
  const t = useT('diligence')
  const { lang } = usePrefs()
  return (
    <li>
      <Link to={`/diligence/${book.id}`} className={css.book}>
        <span className={css.name}>{book.name || t(`of.${book.subject.kind}`)}</span>
        <Tag tone={book.state === 'done' ? 'done' : isRunning(book) ? 'plain' : 'strong'}>
          {t(`state.${book.state}`)}
        </Tag>
        <span className="muted">
          {t('span', { from: book.from, to: book.to })} · {sayTime(book.asked, lang)}
        </span>
      </Link>
    </li>
  )
}

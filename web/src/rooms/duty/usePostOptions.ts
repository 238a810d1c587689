import type { Named } from '@/api/types'
import { useDutyPosts } from './data'

/** The posts of a unit, its duty post first, and the people who sit on them. */
export function usePostOptions(unit: string) {
  const posts = useDutyPosts(unit)
  const list = [...(posts.data?.items ?? [])].sort((a, b) => Number(b.kind === 'duty') - Number(a.kind === 'duty'))
  const people = new Map<string, Named>()
  for (const p of list) for (const h of p.holders ?? []) people.set(h.person.id, h.person)
  return {
    options: list.map(p => ({ value: p.id, label: p.title })),
    usual: list[0]?.kind === 'duty' ? list[0].id : '',
    people: [...people.values()],
  }
}

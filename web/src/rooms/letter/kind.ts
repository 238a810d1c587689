import { useSession } from '@/app/session'
import { kinds } from './data'

/** useOwnKind is where a reader begins: with units of the own kind, so that a department does not find an empty list of townships. */
export function useOwnKind(): string {
  const { post } = useSession()
  return kinds.find(k => k === post?.kind) ?? 'township'
}

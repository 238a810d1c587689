import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'

export interface PasswordRule {
  minLength: number
  maxLength: number
  minClasses: number
  refuseLast: number
}

/** What a new password must be, by the county's rule; unknown as long as the county was not asked. */
export function usePasswordRule(): PasswordRule | undefined {
  return useQuery({
    queryKey: ['account', 'password-rule'],
    queryFn: ({ signal }) => api.get<PasswordRule>('/password-rule', {}, signal),
    retry: false,
    staleTime: 3_600_000,
  }).data
}

export type Weakness = 'short' | 'long' | 'simple' | 'login'

/** weakness is what a look at a password tells; the county also knows common ones and the former ones. */
export function weakness(password: string, login: string, rule: PasswordRule | undefined): Weakness | undefined {
  if (!rule) return undefined
  const length = [...password].length
  if (length < rule.minLength) return 'short'
  if (length > rule.maxLength) return 'long'
  if (classes(password) < rule.minClasses) return 'simple'
  if (login.length >= 3 && password.toLowerCase().includes(login.toLowerCase())) return 'login'
  return undefined
}

function classes(password: string): number {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]
  return kinds.filter(kind => kind.test(password)).length
}

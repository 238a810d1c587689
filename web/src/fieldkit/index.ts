export * from '@/parts'
export { Card, CardList } from './Card'
export { BottomBar, Screen } from './Screen'
export { Sheet } from './Sheet'

import { strings } from '@/app/i18n'
import en from './en.json'
import zh from './zh.json'

strings('kit', zh, en)

export * from '@/parts'
export { Chosen } from './Chosen'
export { type Column, DataTable, type DataTableProps } from './DataTable'
export { CheckAnswers, Dialog, SidePanel } from './Dialog'
export { FilterBar, type FilterDef } from './FilterBar'
export { KitProvider } from './KitProvider'
export { Menu, type MenuItem, Pop } from './Menu'
export { Overlay } from './Overlay'
export { type Crumb, Facts, Page, Panel } from './Page'
export { HazardPicker, PersonPicker, PlacePicker, PostPicker, SitePicker, UnitPicker } from './Picker'
export { SavedViews } from './SavedViews'
export { type Tab, Tabs } from './Tabs'
export { usePages } from './usePages'

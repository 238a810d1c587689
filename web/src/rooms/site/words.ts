import { strings } from '@/app/i18n'
import '@/rooms/hazard/words'
import en from './en.json'
import zh from './zh.json'

strings('site', zh, en)

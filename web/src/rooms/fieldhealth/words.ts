import { strings } from '@/app/i18n'
import '@/rooms/matter/words'
import en from './en.json'
import zh from './zh.json'

strings('fieldhealth', zh, en)

import { strings } from '@/app/i18n'
import en from './en.json'
import zh from './zh.json'

strings('diligence', zh, en)

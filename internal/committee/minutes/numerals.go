package minutes

func numeralDigit(r rune) (int, bool) {
	switch r {
	case '一':
		return 1, true
	case '二':
		return 2, true
	case '三':
		return 3, true
	case '四':
		return 4, true
	case '五':
		return 5, true
	case '六':
		return 6, true
	case '七':
		return 7, true
	case '八':
		return 8, true
	case '九':
		return 9, true
	case '十':
		return 10, true
	case '〇', '零', '○', 'Ｏ':
		return 0, true
	case '两':
		return 2, true
	case '廿':
		return 20, true
	}
	return 0, false
}

// number reads an Arabic or Chinese number below a million at i and returns it with the place after it, or i if none.
func number(r []rune, i, e int) (value, end int) {
	if i < e && digit(r[i]) {
		return arabic(r, i, e)
	}
	return chinese(r, i, e)
}

func arabic(r []rune, i, e int) (value, end int) {
	for end = i; end < e && digit(r[end]) && end-i < 6; end++ {
		value = value*10 + int(r[end]-'0')
	}
	return value, end
}

// chinese reads 三, 十五, 二十三, 廿三, 一百二十, and digit by digit 二〇二四.
func chinese(r []rune, i, e int) (value, end int) {
	total, unit, seen := 0, 0, false
	for end = i; end < e && end-i < 8; end++ {
		d, ok := numeralDigit(r[end])
		switch {
		case ok && d == 10 || r[end] == '百':
			scale := 10
			if r[end] == '百' {
				scale = 100
			}
			total += max(unit, 1) * scale
			unit = 0
		case ok && d == 20:
			total += 20
		case ok && seen && end > i && isPlainDigit(r[end-1]):
			unit = unit*10 + d
		case ok:
			unit = d
		default:
			return total + unit, end
		}
		seen = true
	}
	return total + unit, end
}

func isPlainDigit(r rune) bool {
	d, ok := numeralDigit(r)
	return ok && d < 10
}

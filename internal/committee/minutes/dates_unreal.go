package minutes

// unrealAt reads a date that no calendar has: 2月30日, 13月5日, 13月底前. It is read whole, lest 13月5日 be
// taken for 3月5日, and it sets no deadline: a person must say which day was meant.
func (s *scanner) unrealAt(i int) (timeExpr, bool) {
	if i > 0 && digit(s.r[i-1]) {
		return timeExpr{}, false
	}
	y, j := s.yearAt(i)
	m, k := number(s.r, j, len(s.r))
	if k == j || m < 1 || m > 99 || !s.is(k, "月") {
		return timeExpr{}, false
	}
	d, e := number(s.r, k+1, len(s.r))
	switch {
	case e > k+1 && d <= 99 && s.is(e, "日号"):
		e++
	case m > 12 && s.is(k+1, "底末份"):
		d, e = 1, k+2
	default:
		return timeExpr{}, false
	}
	if s.exists(ymd{y, m, d}) {
		return timeExpr{}, false
	}
	said := string(s.r[i:e])
	x := s.beforeTail(timeExpr{s: i, e: s.hourTail(e), kind: timePlain, why: because("noSuchDay", said), unreal: said})
	return x, true
}

// exists reports whether the calendar has the day; without a year 29 February is given the benefit of
// the next one, as resolve does.
func (s *scanner) exists(w ymd) bool {
	if w.m > 12 || w.d < 1 || w.d > 31 {
		return false
	}
	y := w.y
	if y == 0 {
		y = s.thisYear()
	}
	switch {
	case y == 0: // no year at all: the longest February
		return w.d <= lastDay(2024, w.m)
	case w.y == 0:
		return w.d <= max(lastDay(y, w.m), lastDay(y+1, w.m))
	}
	return w.d <= lastDay(y, w.m)
}

// Package calendar knows which days are worked in China, when festivals begin, and how far a term
// of working days reaches. It is pure: it holds the rules it was made from and reads no clock.
//
// Words
//
//	工作日    working day   a weekday that is not a day off, or a weekend day worked in exchange
//	调休      exchange      a weekend day worked for a longer holiday
//	放假通知  notice        the State Council office's yearly paper; a year without one is not Official
//	春运      spring rush   forty days around the lunar new year
//	节前      eve           the day before HolidayStart
//
// A year without an official notice is computed from the statutory days alone: its make-up working
// days are unknown, so IsWorkingDay answers with known = false and screens say so. Years before the
// oldest notice we carry are treated the same way.
//
// Articles: 全国年节及纪念日放假办法 art. 2; 民法典 arts 201, 203 (the first day of a term does not
// count, the last one ends at midnight).
package calendar

// Package minutes reads the text of a meeting (report, minutes, notice, speech, task table) and proposes what was decided.
// It proposes only: nothing becomes a matter without a person's tick.
//
// # Words
//
//	任务 task         an actor, something still to be done, and a check one could make later
//	承诺 commitment   a pledge of a named unit about itself (表态发言, signing a responsibility letter)
//	数字 figure       a count, amount, rate or rank of the past or a forecast, or a target with a number
//	口号 slogan       exhortation with nothing to check
//	传达 relay        what higher meetings and papers said, and the study of them
//	出席 attendance   who chaired, spoke, attended; listed with the meeting, not with the decisions
//
// # Stages
//
// Each is a pure function of the one before; none asks for the time or the network.
//
//	decode    bytes to runes: UTF-8, GB18030, UTF-16 (decode.go)
//	clean     pinyin in brackets, traditional glyphs, widths, stray spaces and page furniture go; every rune that
//	          stays remembers its place in the raw text (clean.go, furniture.go)
//	blocks    lines become paragraphs, headings, rows and records (lines.go, block.go, record.go, record_bracket.go,
//	          record_inline.go, table.go)
//	chat      who sent the messages of a group, and which of them only answer (chat.go)
//	info      title, day, organ, sort of paper, county or township (info.go, info_date.go, info_kind.go, info_topic.go)
//	clauses   a paragraph is cut at ，；。and the head of each clause is taken apart: subject, modal, preposition,
//	          verb, object (clause.go, head.go, head_small.go, head_actor.go, head_prep.go, head_verb.go, head_plain.go,
//	          shape.go, shape_matter.go)
//	items     clauses are joined to the shortest spans with their own verb and their own object (item.go, item_after.go, leadin.go)
//	kind      task, slogan, figure, relay, commitment or nothing, with the reason (reading.go, reading_told.go, kinds.go, judge.go, judge_verb.go, judge_motto.go, spoken.go)
//	owners    subjects carried over, 由…牵头, fields (document.go, paragraph.go); names by list, pattern and registry
//	          (unit.go, unit_list.go, unit_pattern.go, unit_post.go)
//	dates     due dates and recurrence (dates.go, dates_written.go, dates_relative.go, dates_festival.go, due.go, recur.go)
//	topics    the most specific sector wins (topic.go, topic_clue.go, topic_office.go, topic_decide.go)
//
// An item in a directing place is weighed: signs for a check (a concrete verb or object, a named regime, a day, a number)
// against signs of exhortation. The weights order the signs and are never shown; the words that were found are.
//
// The dictionaries in dict/ are data: a word list per heading, one alias table for units, two for topics. A county can be
// told apart only by its registry (Options.Units); the patterns work for any county.
//
// Every decision carries Why: the rule and the word that led to it, in Chinese, never a percentage. The numbers of the
// rules are those of the specification of the reader (规则1 unit … 规则15 topic).
package minutes

package rule

// Ladders by which letters are chased; the days themselves stand in [LetterTemplates].
var (
	LetterSigning   = declare[Ladder]("letter-signing")   // 催签：责任书逾期未签
	LetterAnswering = declare[Ladder]("letter-answering") // 催答：异议逾期未答复
)

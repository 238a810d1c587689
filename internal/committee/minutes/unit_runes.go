package minutes

// Runes that tell quickly where the name of a unit cannot begin, cannot go on, and may end.
var (
	noStart    = newRuneSet("到往个头每的要对将把由和及与须应请是在向从于了按并也还都使让以为据经报送交先再又已未不这那跟")
	noInside   = newRuneSet("的要对将把由往就，；。：（）“”《》、和及须应请是在向从于了按每跟0123456789")
	boundaries = newRuneSet("、，；。：（）的和及与等要须应将负牵会由每于在至自用按对把盯列就从轮跟分也各全自今明给这有不严节作向为共早先下也都首第派没两三四汛冬夏暑立签看带去到来叫让出逢该得开午寒期入予")
	lastSet    = newRuneSet(lastRunes)
)

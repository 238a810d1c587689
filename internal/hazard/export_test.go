package hazard

// LookMost is how many rows a page of a list looks at.
const LookMost = lookMost

// LookAt bounds the rows that a page looks at, so that a test comes to the bound with few hazards.
func (s *Service) LookAt(n int) { s.look = n }

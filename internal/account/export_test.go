package account

// Hashes counts the password hashes that were computed: the one thing of a sign-in that takes time.
func (s *Service) Hashes() int64 { return s.hasher.count.Load() }

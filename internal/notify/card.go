package notify

import (
	"fmt"
	"strings"
	"time"

	"anlan"
)

const (
	bucketSize  = 5               // messages that one robot takes at once
	bucketPause = 3 * time.Second // and then one more: 20 a minute, as the providers allow
	cardLines   = 10              // notices listed on one card
)

// card makes one message of what waits for one address. A letter, which only the post's holder reads,
// leads to the one-time page where there is one.
func card(list []Notice, site string, letter bool) Message {
	link := func(path string) string {
		if site == "" {
			return ""
		}
		return site + path
	}
	list = distinct(list)
	if letter && len(list) == 1 && list[0].Link != "" {
		list[0].Path = list[0].Link
	}
	if len(list) == 1 {
		return Message{Title: list[0].Title, Text: list[0].Text, Link: link(list[0].Path)}
	}
	var b strings.Builder
	for i, n := range list {
		if i == cardLines {
			fmt.Fprintf(&b, "……还有 %d 条\n", len(list)-i)
			break
		}
		fmt.Fprintf(&b, "%d. %s\n", i+1, n.Title)
	}
	return Message{Title: fmt.Sprintf("您有 %d 条通知", len(list)), Text: strings.TrimSuffix(b.String(), "\n"), Link: link("/")}
}

// distinct leaves one of several notices that say the same about the same record: a unit's group reads
// it once, however many of its posts are told.
func distinct(list []Notice) []Notice {
	seen, some := map[string]bool{}, []Notice{}
	for _, n := range list {
		if key := n.Ref.String() + "\n" + n.Title; !seen[key] {
			seen[key], some = true, append(some, n)
		}
	}
	return some
}

// bucket holds how many messages a robot may still take.
type bucket struct {
	left int
	at   anlan.Instant
}

// take takes one message from the robot's bucket, or tells how long to wait.
func (s *Service) take(address string) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.d.Now()
	b, ok := s.buckets[address]
	if !ok {
		b = bucket{left: bucketSize, at: now}
	}
	if n := int(now.Sub(b.at) / bucketPause); n > 0 {
		b.left, b.at = min(bucketSize, b.left+n), b.at.Add(time.Duration(n)*bucketPause)
	}
	defer func() { s.buckets[address] = b }()
	if b.left == 0 {
		return b.at.Add(bucketPause).Sub(now)
	}
	b.left--
	return 0
}

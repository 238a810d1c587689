package account_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/dbtest"
)

func wrong(login string, n int) account.SignIn {
	return account.SignIn{Login: login, Password: fmt.Sprint("wrong ", n), IP: "10.9.9.9"}
}

func TestSignInAndOut(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		in := h.signIn(t, "  ＡＮＷＥＩＢＡＮ-1 ") // full width and upper case are the same login
		if !in.Who.Actor.Is(anlan.RoleOffice) || !in.Who.Actor.Scope.All || in.Device == "" {
			t.Fatalf("signed in as %+v", in.Who.Actor)
		}
		who, err := h.Authenticate(ctx, in.Token)
		if err != nil || who.Actor.Post != in.Who.Actor.Post {
			t.Fatalf("%+v, %v", who, err)
		}
		if err := h.EndSession(ctx, who.Actor, who.Session.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, in.Token); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("after signing out: %v", err)
		}
	})
}

// Knowing who asks costs no look-up for a session that is in memory.
func TestAuthenticateAsksOnce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		in := h.signIn(t, "xitong")
		dbtest.Numbered(t, h.d) // an event that comes to its place later would have the registry asked once more
		if _, err := h.Authenticate(ctx, in.Token); err != nil {
			t.Fatal(err)
		}
		before := h.p.asked.Load()
		for range 100 {
			if _, err := h.Authenticate(ctx, in.Token); err != nil {
				t.Fatal(err)
			}
		}
		if n := h.p.asked.Load() - before; n != 0 {
			t.Errorf("the registry was asked %d times", n)
		}
	})
}

func TestLockout(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		device := h.signIn(t, "xitong").Device
		for i := range 4 {
			if _, err := h.SignIn(ctx, wrong("xitong", i)); !errors.Is(err, anlan.ErrAccountCredentials) {
				t.Fatalf("try %d: %v", i+1, err)
			}
		}
		for i := range 3 {
			if _, err := h.SignIn(ctx, wrong("xitong", i)); !errors.Is(err, anlan.ErrAccountLocked) {
				t.Fatalf("try %d: %v", i+5, err)
			}
		}
		if _, err := h.SignIn(ctx, account.SignIn{Login: "xitong", Password: good}); !errors.Is(err, anlan.ErrAccountLocked) {
			t.Errorf("the right password on a locked account: %v", err)
		}
		if _, err := h.SignIn(ctx, account.SignIn{Login: "xitong", Password: good, Device: device}); err != nil {
			t.Errorf("the owner's own device is locked out: %v", err)
		}
		h.pass(16 * time.Minute)
		h.signIn(t, "xitong")
	})
}

// A known device is no door to guess through: it is forgotten after as many wrong tries.
func TestDeviceIsForgotten(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		device := h.signIn(t, "xitong").Device
		for i := range 10 {
			in := wrong("xitong", i)
			in.Device = device
			if _, err := h.SignIn(ctx, in); err == nil {
				t.Fatal("a wrong password opened")
			}
		}
		if _, err := h.SignIn(ctx, account.SignIn{Login: "xitong", Password: good, Device: device}); !errors.Is(err, anlan.ErrAccountLocked) {
			t.Errorf("after ten wrong tries from the device: %v", err)
		}
	})
}

// A hundred guesses at once are a hundred guesses, and only so many become events.
func TestParallelGuesses(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() { _, _ = h.SignIn(ctx, wrong("xitong", i)) })
		}
		wg.Wait()
		if _, err := h.SignIn(ctx, account.SignIn{Login: "xitong", Password: good, IP: "10.2.2.2"}); !errors.Is(err, anlan.ErrAccountLocked) {
			t.Errorf("after twenty guesses at once: %v", err)
		}
		if n := h.count(t, "account.failed") + h.count(t, "account.locked"); n != 5 {
			t.Errorf("%d failures stored, want 5", n)
		}
	})
}

// A login that nobody has answers like one that somebody has: same words, same lock, same work.
func TestUnknownLoginTellsNothing(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for i := range 7 {
			_, known := h.SignIn(ctx, wrong("xitong", i))
			_, unknown := h.SignIn(ctx, wrong("nobody", i))
			if fmt.Sprint(known) != fmt.Sprint(unknown) {
				t.Errorf("try %d: known %v, unknown %v", i+1, known, unknown)
			}
		}
		before := h.count(t, "account.failed")
		for i := range 9 {
			h.pass(20 * time.Minute)
			known := h.hashes(func() { _, _ = h.SignIn(ctx, wrong("xitong", i)) })
			unknown := h.hashes(func() { _, _ = h.SignIn(ctx, wrong(fmt.Sprint("nobody", i), i)) })
			if known != 1 || unknown != 1 {
				t.Errorf("try %d: a known login costs %d hashes, an unknown one %d", i+1, known, unknown)
			}
		}
		if h.count(t, "account.failed") == before {
			t.Error("failures of a known login are not stored")
		}
	})
}

// hashes counts what f costs: a hash takes far longer than all the rest of a sign-in.
func (h house) hashes(f func()) int64 {
	before := h.Hashes()
	f()
	return h.Hashes() - before
}

// When the rule asks for costlier passwords, each is hashed anew the next time it is seen.
func TestCostlierPasswords(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.signIn(t, "xitong")
		if n := h.count(t, "account.rehashed"); n != 0 {
			t.Errorf("hashed anew %d times at the same cost", n)
		}
		h.book.Store(cheap(t, 2))
		h.signIn(t, "xitong")
		h.signIn(t, "xitong")
		if n := h.count(t, "account.rehashed"); n != 1 {
			t.Errorf("hashed anew %d times, want once", n)
		}
	})
}

func TestAddressLimit(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for i := range 60 {
			if _, err := h.SignIn(ctx, wrong(fmt.Sprint("nobody", i), 0)); anlan.KindOf(err) != anlan.Unauthorized {
				t.Fatalf("try %d: %v", i+1, err)
			}
		}
		var err error
		for i := 0; i < 60 && !errors.Is(err, anlan.ErrBusy); i++ { // a slow machine gives some tries back meanwhile
			_, err = h.SignIn(ctx, wrong("nobody", 0))
		}
		if !errors.Is(err, anlan.ErrBusy) {
			t.Errorf("after 120 tries from one address: %v", err)
		}
		h.signIn(t, "xitong") // another address is not held back
	})
}

func TestSecondFactor(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		who := h.signIn(t, "xitong").Who
		f, err := h.StartTOTP(ctx, who.Actor)
		if err != nil {
			t.Fatal(err)
		}
		code := func() string {
			c, err := totp.GenerateCode(f.Secret, h.d.Now().Time())
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		h.signIn(t, "xitong") // not on before the first code
		if err := h.ConfirmTOTP(ctx, who.Actor, "000000"); !errors.Is(err, anlan.ErrAccountTotpWrong) {
			t.Errorf("a wrong first code: %v", err)
		}
		first := code()
		if err := h.ConfirmTOTP(ctx, who.Actor, first); err != nil {
			t.Fatal(err)
		}
		in := account.SignIn{Login: "xitong", Password: good}
		if _, err := h.SignIn(ctx, in); !errors.Is(err, anlan.ErrAccountCodeNeeded) {
			t.Errorf("without a code: %v", err)
		}
		in.Code = first
		if _, err := h.SignIn(ctx, in); !errors.Is(err, anlan.ErrAccountCredentials) {
			t.Errorf("a code used before: %v", err)
		}
		h.pass(time.Minute)
		in.Code = code()
		if _, err := h.SignIn(ctx, in); err != nil {
			t.Errorf("a fresh code: %v", err)
		}
		if _, err := h.SignIn(ctx, in); !errors.Is(err, anlan.ErrAccountCredentials) {
			t.Errorf("the same code twice: %v", err)
		}
		if err := h.DropTOTP(ctx, who.Actor, good); err != nil {
			t.Fatal(err)
		}
		h.signIn(t, "xitong")
	})
}

// Somebody who has left the registry can still sign in and out, and do nothing else.
func TestNobodysPosts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		person := h.signIn(t, "anweiban-1").Who.Actor.Person
		h.p.mu.Lock()
		delete(h.p.holds, person)
		h.p.mu.Unlock()
		in := h.signIn(t, "anweiban-1")
		if len(in.Who.Actor.Roles) != 0 || in.Who.Post.ID != "" {
			t.Errorf("signed in as %+v", in.Who.Actor)
		}
		if err := h.EndSession(ctx, in.Who.Actor, in.Who.Session.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestSessionClocks(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		idle := h.signIn(t, "anweiban-1").Token
		h.pass(31 * time.Minute)
		if _, err := h.Authenticate(ctx, idle); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("unused for 31 minutes: %v", err)
		}
		used := h.signIn(t, "anweiban-1").Token
		for range 24 {
			if _, err := h.Authenticate(ctx, used); err != nil {
				t.Fatalf("used every half hour: %v", err)
			}
			h.pass(29*time.Minute + 59*time.Second)
		}
		h.pass(2 * time.Minute)
		if _, err := h.Authenticate(ctx, used); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("after twelve hours: %v", err)
		}
	})
}

// A screen left open asks whether its session stands; that is no use of it.
func TestAskingDoesNotKeepASessionAlive(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		token := h.signIn(t, "anweiban-1").Token
		for range 3 {
			if err := h.Stands(ctx, token); err != nil {
				t.Fatal(err)
			}
			h.pass(14 * time.Minute)
		}
		if err := h.Stands(ctx, token); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("unused for 42 minutes: %v", err)
		}
	})
}

func TestOnlySoManySessions(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		first := h.signIn(t, "anweiban-1")
		if _, err := h.Authenticate(ctx, first.Token); err != nil {
			t.Fatal(err)
		}
		for range 5 {
			h.pass(time.Second)
			h.signIn(t, "anweiban-1")
		}
		if _, err := h.Authenticate(ctx, first.Token); !errors.Is(err, anlan.ErrUnauthorized) {
			t.Errorf("the sixth session did not end the first: %v", err)
		}
	})
}

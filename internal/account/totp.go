package account

import (
	"bytes"
	"crypto/subtle"
	"encoding/base64"
	"image/png"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"anlan"
)

// stepMillis is the life of one code.
const stepMillis = 30_000

// codeStep returns the 30-second step to which the code belongs, one step of clock error allowed on
// either side; zero when it belongs to none of them. All three are compared, right or wrong.
func codeStep(secret, code string, now anlan.Instant) int64 {
	var found int64
	for d := int64(-1); d <= 1; d++ {
		step := int64(now)/stepMillis + d
		want, err := hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found = step
		}
	}
	return found
}

// SecondFactor is what an authenticator needs, shown once while it is set up.
type SecondFactor struct {
	Secret string `json:"secret"`
	URL    string `json:"url"`
	QR     string `json:"qr"` // a PNG as data URI
}

// newSecondFactor makes a secret for the login.
func newSecondFactor(login string) (SecondFactor, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Anlan", AccountName: login})
	if err != nil {
		return SecondFactor{}, err
	}
	img, err := key.Image(240, 240)
	if err != nil {
		return SecondFactor{}, err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return SecondFactor{}, err
	}
	qr := "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
	return SecondFactor{Secret: key.Secret(), URL: key.URL(), QR: qr}, nil
}

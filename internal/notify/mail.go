package notify

import (
	"context"
	"errors"
	"strings"

	"github.com/wneessen/go-mail"
)

// sendMail hands the message to the configured server. Its identifier is the same for every try, so
// that a mailbox shows a message that was sent twice once.
func (s *Service) sendMail(ctx context.Context, c Channels, to string, m Message) error {
	if !c.Mail.On {
		return refusedError{"mail is switched off"}
	}
	msg, err := letter(c, to, m)
	if err != nil {
		return refusedError{err.Error()}
	}
	client, err := mail.NewClient(c.Mail.Host, s.mailOptions(c.Mail)...)
	if err != nil {
		return refusedError{err.Error()}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if e, ok := errors.AsType[*mail.SendError](err); ok && !e.IsTemp() && e.Reason == mail.ErrSMTPRcptTo {
		return refusedError{e.Error()}
	}
	return err
}

func letter(c Channels, to string, m Message) (*mail.Msg, error) {
	msg := mail.NewMsg()
	if err := msg.From(c.Mail.From); err != nil {
		return nil, err
	}
	if err := msg.To(to); err != nil {
		return nil, err
	}
	_, host, _ := strings.Cut(strings.TrimRight(c.Mail.From, ">"), "@")
	msg.SetMessageIDWithValue(m.ID + "@" + host)
	msg.SetDateWithValue(m.At.Time())
	msg.Subject(strings.Join(strings.Fields(m.Title), " ")) // a line break would begin another header
	text := m.plain() + "\n"
	if m.Link != "" {
		text += "\n" + m.Link + "\n"
	}
	msg.SetBodyString(mail.TypeTextPlain, text)
	return msg, nil
}

func (s *Service) mailOptions(c MailChannel) []mail.Option {
	o := []mail.Option{mail.WithPort(c.Port), mail.WithTimeout(s.timeout)}
	switch c.Security {
	case "tls":
		o = append(o, mail.WithSSL())
	case "none":
		o = append(o, mail.WithTLSPolicy(mail.NoTLS))
	default:
		o = append(o, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if c.User != "" {
		o = append(o, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(c.User), mail.WithPassword(c.Password))
	}
	return o
}

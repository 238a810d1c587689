package api

import (
	"context"

	"anlan"
	"anlan/internal/account"
)

// registerDoors registers the ways in that not every server offers; elsewhere they answer 404.
func (s *Server) registerDoors() {
	add(s, "GET", "/api/v1/demo/posts", public, "Posts to try on the demo", s.demoPosts)
	add(s, "POST", "/api/v1/demo/session", public, "Sign in to the demo without a password", s.demoSession)
}

// DemoPost is an account that the demo offers.
type DemoPost struct {
	Login string     `json:"login"`
	Name  string     `json:"name"`
	Title string     `json:"title"`
	Unit  string     `json:"unit"`
	Role  anlan.Role `json:"role"`
	Hint  string     `json:"hint" doc:"What to try in this chair"`
}

func (s *Server) demoPosts(ctx context.Context, _ *struct{}) (*answer[[]DemoPost], error) {
	list, err := s.Account.Trials(ctx)
	rows := []DemoPost{}
	for _, t := range list {
		hint := demoHints[t.Role]
		rows = append(rows, DemoPost{Login: t.Login, Name: t.Name, Title: t.Post.Title, Unit: s.seat(ctx, t.Post, nil).Unit.Name,
			Role: t.Role, Hint: LangOf(ctx).Pick(hint[0], hint[1])})
	}
	return ok(rows, err)
}

// demoHints says what each chair is worth trying for.
var demoHints = map[anlan.Role][2]string{
	anlan.RoleLeader:     {"看全县一句话、红灯在谁手里", "See the county in one sentence, and who holds what is late"},
	anlan.RoleOffice:     {"导入会议纪要，交办、复核、销号", "Read minutes in, hand work out, review and close it"},
	anlan.RoleDepartment: {"签收交办，报办理情况", "Sign for work and report on it"},
	anlan.RoleTownship:   {"签收交办，转给村，上传佐证", "Sign for work, pass it to a village, upload evidence"},
	anlan.RoleVillage:    {"在手机上签收和反馈", "Sign and report on a phone"},
	anlan.RoleEnterprise: {"看本单位要办的事", "See what this enterprise has to do"},
	anlan.RoleSystem:     {"管理账号和通知渠道", "Keep accounts and channels"},
	anlan.RoleSecurity:   {"给岗位授权", "Give roles to posts"},
	anlan.RoleAudit:      {"查审计记录，验证账本", "Read the audit trail, verify the ledger"},
}

type demoBody struct {
	Body struct {
		Login string `json:"login" maxLength:"200"`
	}
}

func (s *Server) demoSession(ctx context.Context, in *demoBody) (*answer[SessionView], error) {
	bring := visitor(ctx)
	bring.Login, bring.Door = in.Body.Login, account.DoorDesk
	out, err := s.Account.SignInDemo(ctx, bring)
	return s.welcome(ctx, out, err)
}

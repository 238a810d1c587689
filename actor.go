package anlan

import "slices"

// Role names what a post may do. Which actions a role may take, and within which territory, is
// the policy table in internal/authz.
type Role string

// The roles of the first release. The three administrators are separated (GB/T 22239, three-powers
// rule): none of them can do the business of another or of the county.
const (
	RoleLeader     Role = "leader"     // 县领导
	RoleOffice     Role = "office"     // 安委办
	RoleDepartment Role = "department" // 部门
	RoleTownship   Role = "township"   // 乡镇
	RoleVillage    Role = "village"    // 村（社区）
	RoleEnterprise Role = "enterprise" // 企业
	RoleSystem     Role = "sysadmin"   // 系统管理员
	RoleSecurity   Role = "secadmin"   // 安全管理员
	RoleAudit      Role = "auditor"    // 审计管理员
	RoleTimer      Role = "timer"      // the clock itself, never a person
)

// Actor is who acts: an account in the chair of a post (岗位) of a unit. Work hangs on the post
// (law 5); the person is only who sat there at that moment.
type Actor struct {
	Account ID     `json:"account,omitempty"`
	Person  ID     `json:"person,omitempty"`
	Post    ID     `json:"post,omitempty"`
	Unit    ID     `json:"unit,omitempty"`
	Roles   []Role `json:"roles,omitempty"`
	Scope   Scope  `json:"-"`
}

// Clock is the actor of everything that time causes.
var Clock = Actor{Roles: []Role{RoleTimer}, Scope: Scope{All: true}}

// Is reports whether the actor holds the role.
func (a Actor) Is(r Role) bool { return slices.Contains(a.Roles, r) }

// String is the stored form of who acted: the post, else the account, else "clock".
func (a Actor) String() string {
	switch {
	case a.Post != "":
		return "post:" + string(a.Post)
	case a.Account != "":
		return "account:" + string(a.Account)
	default:
		return "clock"
	}
}

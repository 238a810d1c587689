// Package account is the room where people sign in and posts get their powers.
//
// # Words
//
//	账号      Account    how one person signs in; never who is responsible (that is a post, law 5)
//	登录名    login      lower case, half width
//	会话      Session    one signed-in browser, in the chair of one post
//	授权      Grant      a role on a post, given by one administrator and never by oneself
//	三员      the three administrators: 系统管理员 sysadmin keeps accounts, 安全管理员 secadmin grants
//	          roles, 审计管理员 auditor reads. Nobody holds two of them, nor one and a business role
//	          (GB/T 22239-2019, 8.1.4 and 8.1.5)
//	常用设备  Device     a browser that signed in before
//	一次票    Ticket     a one-time link to set a password or to set up the house
//	清单条    Handout    one line of the sheet that bulk creation answers once: login and ticket
//	直达链接  Link       a one-time link to one verb on one record, for one post
//
// # States
//
//	Account:  active ⇄ disabled          (locked is not a state: it is a time in account_door)
//	Grant:    live → revoked             (granting again makes a new grant)
//	Ticket:   fresh → used | expired
//	Link:     fresh → used | expired     (a failed action gives it back)
//
// # Clocks
//
// The rules password, lockout and session (package rule) set every number: length and age of a
// password, tries and minutes of a lock, idle and absolute life of a session by door, life of a link.
// A session keeps the numbers it was born with (law 6).
//
// # What is stored
//
// Passwords as argon2id, second factors sealed with the key file, cookies and tickets only as their
// SHA-256; a ticket is signed besides, over what it opens and until when. Account and Grant are sealed records; the secrets enter the seal by digest. Wrong tries of
// logins that nobody has are counted by day.
//
// # Requests from a browser
//
// Cookies are HttpOnly and SameSite=Lax. Every mutating request must also carry the header
// "X-Anlan: 1", which a foreign page cannot send without a preflight that nobody answers; see
// [CheckOrigin].
package account

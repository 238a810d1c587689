// Package ui serves pages without JavaScript: /lite for old browsers, /l/{token}, the page that a one-time
// link opens, and the pages of the public.
//
// Words
//
//	简版      lite        sign in, to-do, sign for, report progress, notices: nothing else
//	直达链接   deep link   one verb for one post, once (account.Link); opening the page changes nothing
//	场所标签页  label     /q/{code}: where one stands, and what one may do there
//	举报       report    /report: anybody reports a danger; /report/follow: what became of it, by its code
//
// Every page is text, forms and one style sheet inside the page. It works at 320 px, in large type, on
// paper, and in both languages (?lang=zh, ?lang=en). A form is believed when it comes from this very
// site; its hidden key makes a double press one act (law 9).
//
// The package stands beside internal/api and does not know it: what both show in the same words (the
// to-do, the lamp) comes through Desk.
package ui

// Package api is the HTTP door: JSON over net/http and huma, described by api/openapi.yaml.
//
// Every room has a door here, made by a function that internal/app calls with the service of the room: its routes,
// what it puts on the to-do list and which files it shows. A route names the action of the authz table that it
// stands for; a route without one does not register, so the authorization matrix (proof R16) covers
// them all. Handlers translate: they call one method of a service and shape the answer; no rule of
// the trade lives here.
//
// Errors leave as RFC 9457 problems in the reader's language, each wrong field by its path.
package api

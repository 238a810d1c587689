// Package flow is the landing where rooms meet. It hears what happened and calls the room that must
// know, in functions of a dozen lines. Its handlers are idempotent: after a crash they hear a batch
// again, and a notice sent twice under the same key is one notice.
package flow

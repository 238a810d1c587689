// Package authz is the one table of who may do what. Every exported method of a service asks it
// first; tests take the same table, walk role × action × territory, and compare it with what the
// program does (proof R16).
//
// A line of table.txt names an action and, for each role that may take it, how far: any is the whole
// county, own is the actor's units with everything below them, place is own plus whatever lies in
// the actor's places. A role that is not named may not.
package authz

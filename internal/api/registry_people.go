package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/registry"
)

func (s *registryDoor) registerPeople() {
	add(s, http.MethodGet, "/api/v1/people", "registry.read", "List people, numbers masked", s.listPeople)
	add(s, http.MethodPost, "/api/v1/people", "registry.write", "Enter a person", s.createPerson, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/people/{id}", "registry.write", "One person with the number, to edit it", s.getPerson)
	add(s, http.MethodPatch, "/api/v1/people/{id}", "registry.write", "Change a person; fields left out stay", s.changePerson)
	add(s, http.MethodPost, "/api/v1/people/{id}/leave", "registry.write", "Mark a person who holds no post as gone", s.retirePerson)
	add(s, http.MethodPost, "/api/v1/people/{id}/erase", "registry.write", "Destroy the number of a person who has left", s.erasePerson)
	add(s, http.MethodGet, "/api/v1/contacts", "registry.read", "How a post or a unit is reached", s.listContacts)
	add(s, http.MethodPost, "/api/v1/contacts", "registry.write", "Add a way to reach a post or a unit", s.createContact, status(http.StatusCreated))
	add(s, http.MethodPatch, "/api/v1/contacts/{id}", "registry.write", "Change or withdraw a contact; fields left out stay", s.changeContact)
}

// PersonRow is a person as lists show it.
type PersonRow struct {
	ID       anlan.ID        `json:"id"`
	Name     string          `json:"name"`
	Mobile   string          `json:"mobile" doc:"Masked in lists"`
	Posts    []Named         `json:"posts" nullable:"false" doc:"What the person holds, in lists"`
	Status   registry.Status `json:"status" enum:"active,left"`
	Revision int64           `json:"revision"`
}

func personRow(p registry.Person) PersonRow {
	return PersonRow{ID: p.ID, Name: p.Name, Mobile: p.Mobile, Posts: []Named{}, Status: p.Status, Revision: p.Revision}
}

// PeopleQuery narrows the list of people.
type PeopleQuery struct {
	Paging
	Status registry.Status `query:"status" required:"false" enum:"active,left" doc:"Those who are here, unless told otherwise"`
}

func (s *registryDoor) listPeople(ctx context.Context, in *PeopleQuery) (*answer[ListOf[PersonRow]], error) {
	p, err := s.Registry.People(ctx, Actor(ctx), registry.PersonFilter{Search: strings.TrimSpace(in.Search), Status: in.Status, After: in.Cursor, Limit: in.Limit})
	page := list(p.Items, p.Next, personRow)
	for i := range page.Items {
		posts, e := s.Registry.SeatsOf(ctx, Actor(ctx), page.Items[i].ID)
		err = errors.Join(err, e)
		for _, id := range posts {
			page.Items[i].Posts = append(page.Items[i].Posts, s.names.post(ctx, id))
		}
	}
	return ok(page, err)
}

type personDraft struct{ Body registry.PersonDraft }

func (s *registryDoor) createPerson(ctx context.Context, in *personDraft) (*answer[PersonRow], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	p, err := s.Registry.CreatePerson(ctx, Actor(ctx), in.Body)
	return ok(personRow(p.Masked()), err)
}

func (s *registryDoor) getPerson(ctx context.Context, in *RecordID) (*answer[PersonRow], error) {
	p, err := s.Registry.Person(ctx, Actor(ctx), in.ID)
	return ok(personRow(p), err)
}

type personChange struct {
	RecordID
	Body struct {
		Seen
		Name   *string `json:"name,omitempty" maxLength:"30"`
		Mobile *string `json:"mobile,omitempty" maxLength:"20"`
	}
}

func (s *registryDoor) changePerson(ctx context.Context, in *personChange) (*answer[PersonRow], error) {
	p, err := s.Registry.Person(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	d := registry.PersonDraft{Name: p.Name, Mobile: p.Mobile}
	set(&d.Name, in.Body.Name)
	set(&d.Mobile, in.Body.Mobile)
	p, err = s.Registry.UpdatePerson(ctx, Actor(ctx), in.ID, in.Body.Revision, d)
	return ok(personRow(p.Masked()), err)
}

func (s *registryDoor) retirePerson(ctx context.Context, in *seenBody) (*answer[PersonRow], error) {
	p, err := s.Registry.RetirePerson(ctx, Actor(ctx), in.ID, in.Body.Revision)
	return ok(personRow(p.Masked()), err)
}

func (s *registryDoor) erasePerson(ctx context.Context, in *seenBody) (*answer[PersonRow], error) {
	p, err := s.Registry.ErasePerson(ctx, Actor(ctx), in.ID, in.Body.Revision)
	return ok(personRow(p.Masked()), err)
}

// ContactRow is a way to reach a post or a unit. Its secret is never shown.
type ContactRow struct {
	ID       anlan.ID         `json:"id"`
	Owner    anlan.Ref        `json:"owner"`
	Channel  registry.Channel `json:"channel" enum:"phone,mail,wecom,dingtalk,feishu"`
	Address  string           `json:"address" doc:"Masked unless one may use it"`
	Signed   bool             `json:"signed" doc:"A secret signs what is sent"`
	Purpose  string           `json:"purpose"`
	OptedIn  bool             `json:"optedIn"`
	Status   registry.Status  `json:"status" enum:"active,abolished"`
	Revision int64            `json:"revision"`
}

func contactRow(c registry.Contact) ContactRow {
	return ContactRow{ID: c.ID, Owner: c.Owner, Channel: c.Channel, Address: c.Address, Signed: c.Signed, Purpose: c.Purpose,
		OptedIn: c.OptedIn, Status: c.Status, Revision: c.Revision}
}

type contactQuery struct {
	Owner string `query:"owner" required:"true" maxLength:"100" doc:"registry.unit:ID or registry.post:ID"`
}

func (s *registryDoor) listContacts(ctx context.Context, in *contactQuery) (*answer[ListOf[ContactRow]], error) {
	owner := anlan.ParseRef(in.Owner)
	if owner.Kind != registry.RefUnit && owner.Kind != registry.RefPost {
		return nil, anlan.ErrFieldInvalid.With("name", "owner").With("value", in.Owner).At("owner")
	}
	contacts, err := s.Registry.Contacts(ctx, Actor(ctx), owner)
	return ok(list(contacts, "", contactRow), err)
}

type contactDraft struct {
	Body struct {
		ID      anlan.ID         `json:"id,omitempty" maxLength:"36"`
		Owner   anlan.Ref        `json:"owner"`
		Channel registry.Channel `json:"channel" enum:"phone,mail,wecom,dingtalk,feishu"`
		Address string           `json:"address" maxLength:"500"`
		Secret  string           `json:"secret,omitempty" maxLength:"200" doc:"Written once, never shown"`
		Purpose string           `json:"purpose" maxLength:"60"`
		OptedIn bool             `json:"optedIn,omitempty"`
	}
}

func (s *registryDoor) createContact(ctx context.Context, in *contactDraft) (*answer[ContactRow], error) {
	b := in.Body
	c, err := s.Registry.CreateContact(ctx, Actor(ctx), registry.ContactDraft{ID: keyed(ctx, b.ID), Owner: b.Owner, Channel: b.Channel,
		Address: strings.TrimSpace(b.Address), Secret: b.Secret, Purpose: b.Purpose, OptedIn: b.OptedIn})
	return ok(contactRow(c.Masked()), err)
}

type contactChange struct {
	RecordID
	Body struct {
		Seen
		Channel *registry.Channel `json:"channel,omitempty" enum:"phone,mail,wecom,dingtalk,feishu"`
		Address *string           `json:"address,omitempty" maxLength:"500"`
		Secret  string            `json:"secret,omitempty" maxLength:"200" doc:"Empty keeps the present one"`
		Purpose *string           `json:"purpose,omitempty" maxLength:"60"`
		OptedIn *bool             `json:"optedIn,omitempty"`
		Status  registry.Status   `json:"status,omitempty" enum:"active,abolished"`
	}
}

func (s *registryDoor) changeContact(ctx context.Context, in *contactChange) (*answer[ContactRow], error) {
	c, err := s.Registry.Contact(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	b, status := in.Body, registry.Active
	d := registry.ContactDraft{Channel: c.Channel, Address: c.Address, Purpose: c.Purpose, OptedIn: c.OptedIn, Secret: b.Secret}
	set(&d.Channel, b.Channel)
	set(&d.Address, b.Address)
	set(&d.Purpose, b.Purpose)
	set(&d.OptedIn, b.OptedIn)
	if b.Status != "" {
		status = b.Status
	}
	c, err = s.Registry.UpdateContact(ctx, Actor(ctx), in.ID, b.Revision, d, status)
	return ok(contactRow(c.Masked()), err)
}

package api

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/document"
	"anlan/internal/registry"
)

// registerTexts registers composed documents and receipts of service.
func (s *documentDoor) registerTexts() {
	s.registerTemplates()
	add(s, http.MethodGet, "/api/v1/documents/desk", "document.compose", "What a new document of the actor's unit begins with", s.documentDesk)
	add(s, http.MethodGet, "/api/v1/documents/drafts", "document.compose", "Unfinished documents of the actor's unit", s.listDrafts)
	add(s, http.MethodPost, "/api/v1/documents/drafts", "document.compose", "Begin a document (拟稿)", s.composeDocument, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/documents/drafts/{id}", "document.read", "One composed document", s.getText)
	add(s, http.MethodPut, "/api/v1/documents/drafts/{id}", "document.compose", "Keep what was written of a draft", s.saveText)
	add(s, http.MethodPost, "/api/v1/documents/drafts/{id}/drop", "document.compose", "End a draft that never had a number (弃稿)", s.dropText)
	add(s, http.MethodPost, "/api/v1/documents/drafts/{id}/issue", "document.compose", "Number a document and freeze its text in the same transaction (编号定稿)", s.issueText)
	add(s, http.MethodPost, "/api/v1/documents/drafts/{id}/send", "document.compose", "Send an issued document to its receivers (送达)", s.sendText)
	add(s, http.MethodGet, "/api/v1/documents/entries/{id}", "document.read", "One line of the register with its receipts", s.getEntry)
	add(s, http.MethodPost, "/api/v1/documents/entries/{id}/chase", "document.compose", "Tell those once more who have not signed, and only those (催签)", s.chaseEntry)
	add(s, http.MethodGet, "/api/v1/documents/inbox", "document.read", "What the actor's unit received: to be signed for, or done", s.documentInbox)
	add(s, http.MethodPost, "/api/v1/documents/receipts/{id}/sign", "document.sign", "Sign for a document on behalf of its unit (签收)", s.signReceipt)
	s.sends("/api/v1/documents/files/{file}", "document.read", "A composed document: its id with .docx or .pdf", typeDOCX, s.textFile)
	s.sends("/api/v1/documents/receipts/{file}", "document.read", "A receipt of service (送达回证): its id with .docx or .pdf", typeDOCX, s.receiptFile)
}

// DocumentDesk is what a new document begins with.
type DocumentDesk struct {
	Unit  Named    `json:"unit"`
	Codes []string `json:"codes" nullable:"false" doc:"Organ codes of the unit, the newest first"`
	PDF   bool     `json:"pdf" doc:"Whether the server can make PDF"`
}

func (s *documentDoor) documentDesk(ctx context.Context, _ *struct{}) (*answer[DocumentDesk], error) {
	codes, err := s.Document.Codes(ctx, Actor(ctx))
	if err != nil {
		return nil, err
	}
	u, err := registry.In(s.DB.Reader()).Unit(ctx, Actor(ctx).Unit) // a document is signed with the whole name
	return ok(DocumentDesk{Named{u.ID, u.Name}, append([]string{}, codes...), s.Printer != nil}, err)
}

// TextView is a composed document.
type TextView struct {
	document.Text
	UnitName Named    `json:"unitName"`
	ToNames  []Named  `json:"toNames" nullable:"false"`
	ByName   Named    `json:"byName"`
	Can      []string `json:"can" nullable:"false"`
}

func (s *Server) textView(ctx context.Context, t document.Text) TextView {
	return TextView{t, s.names.unit(ctx, t.Unit), s.units(ctx, t.To), s.names.post(ctx, t.By), document.CanText(Actor(ctx), t)}
}

func (s *Server) textAnswer(ctx context.Context, t document.Text, err error) (*answer[TextView], error) {
	if err != nil {
		return nil, err
	}
	return ok(s.textView(ctx, t), nil)
}

func (s *documentDoor) listDrafts(ctx context.Context, _ *struct{}) (*answer[ListOf[TextView]], error) {
	found, err := s.Document.Drafts(ctx, Actor(ctx))
	return ok(list(found, "", func(t document.Text) TextView { return s.textView(ctx, t) }), err)
}

func (s *documentDoor) composeDocument(ctx context.Context, in *struct{ Body document.Body }) (*answer[TextView], error) {
	t, err := s.Document.Compose(ctx, Actor(ctx), in.Body)
	return s.textAnswer(ctx, t, err)
}

func (s *documentDoor) getText(ctx context.Context, in *RecordID) (*answer[TextView], error) {
	t, err := s.Document.Text(ctx, Actor(ctx), in.ID)
	return s.textAnswer(ctx, t, err)
}

func (s *documentDoor) saveText(ctx context.Context, in *verb[document.Body]) (*answer[TextView], error) {
	t, err := s.Document.Save(ctx, Actor(ctx), in.ID, in.Body)
	return s.textAnswer(ctx, t, err)
}

func (s *documentDoor) dropText(ctx context.Context, in *RecordID) (*answer[TextView], error) {
	t, err := s.Document.Drop(ctx, Actor(ctx), in.ID)
	return s.textAnswer(ctx, t, err)
}

// TextSeen names the revision that was seen.
type TextSeen struct {
	Revision int64 `json:"revision" doc:"that was seen on the preview"`
}

func (s *documentDoor) issueText(ctx context.Context, in *verb[TextSeen]) (*answer[TextView], error) {
	t, err := s.Document.Issue(ctx, Actor(ctx), in.ID, in.Body.Revision)
	return s.textAnswer(ctx, t, err)
}

func (s *documentDoor) sendText(ctx context.Context, in *RecordID) (*answer[TextView], error) {
	t, err := s.Document.Send(ctx, Actor(ctx), in.ID)
	return s.textAnswer(ctx, t, err)
}

// ReceiptView is a receipt of service.
type ReceiptView struct {
	ID       anlan.ID      `json:"id"`
	Entry    anlan.ID      `json:"entry"`
	Number   string        `json:"number"`
	Title    string        `json:"title"`
	Issuer   Named         `json:"issuer"`
	Unit     Named         `json:"unit"`
	Sent     anlan.Instant `json:"sent"`
	Due      anlan.Instant `json:"due" doc:"Zero: it has no clock of its own"`
	Late     bool          `json:"late"`
	Waits    bool          `json:"waits"`
	Signed   anlan.Instant `json:"signed"`
	SignedBy Named         `json:"signedBy"`
	Chased   int           `json:"chased"`
	Can      []string      `json:"can" nullable:"false"`
}

func (s *documentDoor) receiptView(ctx context.Context) func(document.Receipt) ReceiptView {
	return func(r document.Receipt) ReceiptView {
		return ReceiptView{ID: r.ID, Entry: r.Entry, Number: r.Number, Title: r.Title, Issuer: s.names.unit(ctx, r.Issuer), Unit: s.names.unit(ctx, r.Unit),
			Sent: r.Sent, Due: r.Due, Late: r.Late(s.DB.Now()), Waits: r.Waits(), Signed: r.Signed, SignedBy: s.names.post(ctx, r.SignedBy), Chased: r.Chased,
			Can: document.CanReceipt(Actor(ctx), r)}
	}
}

// EntryDetail is a line of the register with everything that its page shows.
type EntryDetail struct {
	EntryRow
	Text     *TextView     `json:"text,omitempty" doc:"When it was composed here"`
	Receipts []ReceiptView `json:"receipts" nullable:"false"`
	Unsigned int           `json:"unsigned"`
	PDF      bool          `json:"pdf" doc:"Whether the server can make PDF"`
	Chase    bool          `json:"chase" doc:"Whether the actor may chase those who have not signed"`
}

func (s *documentDoor) getEntry(ctx context.Context, in *RecordID) (*answer[EntryDetail], error) {
	a := Actor(ctx)
	e, err := s.Document.Entry(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	receipts, err := s.Document.Receipts(ctx, a, e.ID)
	if err != nil {
		return nil, err
	}
	d := EntryDetail{EntryRow: s.entryRow(ctx)(e), Receipts: list(receipts, "", s.receiptView(ctx)).Items, PDF: s.Printer != nil}
	for _, r := range receipts {
		if r.Waits() {
			d.Unsigned++
		}
	}
	d.Chase = d.Unsigned > 0 && document.MayChase(a, e)
	t, err := s.Document.EntryText(ctx, a, e)
	if t != nil && err == nil {
		v := s.textView(ctx, *t)
		d.Text = &v
	}
	return ok(d, err)
}

// Chased is how many were told once more.
type Chased struct {
	Told int `json:"told"`
}

func (s *documentDoor) chaseEntry(ctx context.Context, in *RecordID) (*answer[Chased], error) {
	n, err := s.Document.Chase(ctx, Actor(ctx), in.ID)
	return ok(Chased{n}, err)
}

type inboxQuery struct {
	Done   bool   `query:"done" doc:"What is signed for, instead of what waits"`
	Cursor string `query:"cursor" maxLength:"80"`
}

func (s *documentDoor) documentInbox(ctx context.Context, q *inboxQuery) (*answer[ListOf[ReceiptView]], error) {
	p, err := s.Document.Inbox(ctx, Actor(ctx), !q.Done, q.Cursor)
	return ok(list(p.Items, p.Next, s.receiptView(ctx)), err)
}

func (s *documentDoor) signReceipt(ctx context.Context, in *RecordID) (*answer[ReceiptView], error) {
	r, err := s.Document.Sign(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return ok(s.receiptView(ctx)(r), nil)
}

// textFile sends a composed document: /documents/files/{id}.docx or .pdf.
func (s *documentDoor) textFile(w http.ResponseWriter, r *http.Request) error {
	id, kind := cutKind(r.PathValue("file"))
	t, err := s.Document.Text(r.Context(), Actor(r.Context()), id)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := s.Document.WriteDocx(r.Context(), t, &b); err != nil {
		return err
	}
	return s.sendPaper(w, r, b.Bytes(), strings.TrimSpace(t.Number+" "+t.Content.Title), kind)
}

// receiptFile sends a receipt of service: /documents/receipts/{id}.docx or .pdf.
func (s *documentDoor) receiptFile(w http.ResponseWriter, r *http.Request) error {
	id, kind := cutKind(r.PathValue("file"))
	doc, receipt, err := s.Document.ReceiptPaper(r.Context(), Actor(r.Context()), id)
	if err != nil {
		return err
	}
	u, err := registry.In(s.DB.Reader()).Unit(r.Context(), receipt.Unit)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := doc.WriteDocx(&b); err != nil {
		return err
	}
	return s.sendPaper(w, r, b.Bytes(), "送达回证 "+receipt.Number+" "+u.Name, kind)
}

func cutKind(file string) (anlan.ID, string) {
	id, kind, _ := strings.Cut(file, ".")
	return anlan.ID(id), kind
}

// sendPaper sends a document as the address asks for it.
func (s *documentDoor) sendPaper(w http.ResponseWriter, r *http.Request, docx []byte, name, kind string) error {
	switch kind {
	case "docx":
		return download(w, name+".docx", typeDOCX, docx)
	case "pdf":
		return s.sendPDF(w, r, docx, name)
	}
	return anlan.ErrNotFound
}

func (s *documentDoor) sendPDF(w http.ResponseWriter, r *http.Request, docx []byte, name string) error {
	if s.Printer == nil {
		return anlan.ErrDocumentNoPdf
	}
	pdf, err := s.Printer.PDF(r.Context(), docx)
	if err != nil {
		return anlan.ErrDocumentPdfFailed.With("why", err.Error()).Because(err)
	}
	return download(w, name+".pdf", "application/pdf", pdf)
}

package api

import (
	"context"

	"anlan"
	"anlan/internal/matrix"
)

// NeighbourView is somebody whose business is near a finding.
type NeighbourView struct {
	HolderView
	Facts []NearFact `json:"facts" nullable:"false" doc:"The nearest first"`
	Count int        `json:"count" doc:"Of facts, also of those that are not listed"`
}

// NearFact is one thing that brings somebody near.
type NearFact struct {
	Why      matrix.Why  `json:"why" enum:"co,axis,place,below,sibling,class"`
	Axis     matrix.Axis `json:"axis"`
	AxisName string      `json:"axisName"`
	Sector   *Named      `json:"sector" doc:"null: all of them"`
	Place    string      `json:"place,omitempty"`
	Class    string      `json:"class,omitempty" doc:"Of GB/T 4754, as far as both share it"`
}

func (s *matrixDoor) findingNearest(ctx context.Context, in *RecordID) (*answer[ListOf[NeighbourView]], error) {
	found, err := s.Matrix.Nearest(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	sectors, err := s.sectorNames(ctx)
	if err != nil {
		return nil, err
	}
	axes, err := s.Matrix.Axes(s.Matrix.Today())
	return ok(list(found, "", func(n matrix.Near) NeighbourView {
		v := NeighbourView{HolderView: s.holder(ctx, n.Holder), Facts: []NearFact{}, Count: n.Count}
		for _, f := range n.Facts {
			axis := axes.Axis(string(f.Axis))
			v.Facts = append(v.Facts, NearFact{Why: f.Why, Axis: f.Axis, AxisName: LangOf(ctx).Pick(axis.ZH, axis.EN), Place: s.names.place(ctx, f.Place), Class: f.Class,
				Sector: s.namedOr(ctx, f.Sector, func(_ context.Context, id anlan.ID) Named { return Named{id, sectors[id]} })})
		}
		return v
	}), err)
}

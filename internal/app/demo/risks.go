package demo

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/risk"
)

// hazardous is one risk point of the demo, at a site that is there already.
type hazardous struct {
	site, name, what string
	accidents        []string
	category         string
	method           string
	values           map[string]float64
	measures         []risk.Measure
}

// risks enters what may hurt somebody at the demo's sites, rated and kept, with one that is doubted.
func (m *maker) risks(ctx context.Context) error {
	office := m.seats["县安委办"].actor
	var first risk.Point
	for i, h := range demoRisks() {
		s, known := m.places[h.site]
		if !known {
			continue
		}
		d := risk.Draft{Name: "（演示）" + h.name, What: h.what, Accidents: h.accidents, Category: h.category, Site: s.ID, Measures: h.measures}
		if h.method != "" {
			d.Rating = &risk.RatingDraft{Method: h.method, Values: h.values, Reason: "现场评估（演示）"}
		}
		p, err := m.a.Risk.Create(ctx, office, d)
		if err != nil {
			return fmt.Errorf("%s: %w", h.name, err)
		}
		if i == 0 {
			first = p
		}
	}
	if err := m.areas(ctx, office); err != nil || first.ID == "" {
		return err
	}
	_, err := m.a.Risk.Propose(ctx, office, first.ID, 0, "change", "更换了卸油泵，原评估未包括新泵的静电接地。（演示）")
	return err
}

// areas enters a line and an area, which a single place cannot show.
func (m *maker) areas(ctx context.Context, office anlan.Actor) error {
	for _, a := range []struct{ name, shape string }{
		{"（演示）北山林缘防火带", `{"type":"Polygon","coordinates":[[[106.118,34.757],[106.131,34.757],[106.134,34.764],[106.121,34.766],[106.118,34.757]]]}`},
		{"（演示）南环路临水临崖段", `{"type":"LineString","coordinates":[[106.128,34.7440],[106.134,34.7447],[106.141,34.7438]]}`},
	} {
		d := risk.Draft{Name: a.name, Unit: m.seats["永清镇"].unit, Place: "620521100", Geometry: []byte(a.shape), Accidents: []string{"other"},
			Rating:   &risk.RatingDraft{Method: "ls", Values: map[string]float64{"l": 3, "s": 5}, Reason: "现场评估（演示）"},
			Measures: []risk.Measure{{Kind: "management", Text: "巡护人员每日巡查并登记", Level: "village", Every: 30}}}
		if _, err := m.a.Risk.Create(ctx, office, d); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
	}
	return nil
}

func lec(l, e, c float64) map[string]float64 { return map[string]float64{"l": l, "e": e, "c": c} }

func demoRisks() []hazardous {
	own := func(kind, text, level string, every int) risk.Measure {
		return risk.Measure{Kind: kind, Text: text, Level: level, Every: every}
	}
	return []hazardous{
		{"（演示）牛头河加油站", "卸油作业", "静电或油气积聚引起火灾爆炸，可能造成多人死亡", []string{"fire", "explosion"}, "chemical", "lec", lec(3, 6, 40),
			[]risk.Measure{own("engineering", "静电接地报警仪与卸油联锁", "company", 90), own("management", "卸油前检查单逐项确认", "team", 30), own("emergency", "灭火毯、干粉就位", "post", 30)}},
		{"（演示）牛头河加油站", "便利店用电", "老化线路引起火灾", []string{"fire", "electric"}, "electric", "lec", lec(3, 6, 7),
			[]risk.Measure{own("management", "每月检查配电箱", "team", 30), own("training", "班前用电安全交底", "post", 0)}},
		{"（演示）商场三楼饭馆", "后厨用气", "燃气泄漏爆炸", []string{"explosion", "burn"}, "gas_use", "lec", lec(3, 6, 15),
			[]risk.Measure{own("engineering", "燃气泄漏报警与切断联动", "workshop", 60)}},
		{"（演示）液化气站", "储罐区", "液化石油气泄漏爆炸", []string{"vessel", "fire"}, "chemical", "lec", lec(3, 10, 40), nil},
		{"（演示）城南小区二期工地", "塔吊吊装", "起重伤害、物体打击", []string{"lifting", "struck"}, "lifting", "lec", lec(3, 6, 15), nil},
		{"（演示）城南小区二期工地", "临边洞口", "高处坠落", []string{"fall"}, "height", "ls", map[string]float64{"l": 3, "s": 4}, nil},
		{"（演示）永清商场", "疏散通道", "堵塞通道，火灾时疏散困难", []string{"fire"}, "exit", "ls", map[string]float64{"l": 3, "s": 5}, nil},
		{"（演示）永清镇中心幼儿园", "食堂蒸箱", "烫伤、触电", []string{"burn", "electric"}, "equipment", "ls", map[string]float64{"l": 2, "s": 3}, nil},
		{"（演示）永清镇敬老院", "夜间值守", "夜间起火，老人疏散困难", []string{"fire"}, "fire_gear", "lec", lec(1, 6, 15), nil},
		{"（演示）红堡镇农贸市场", "彩钢棚", "大雪压塌", []string{"collapse"}, "structure", "ls", map[string]float64{"l": 2, "s": 4}, nil},
		{"（演示）红堡镇中心小学", "取暖锅炉房", "一氧化碳中毒", []string{"poison", "boiler"}, "heating", "lec", lec(1, 3, 40), nil},
		{"（演示）红堡镇集中取暖户", "燃煤取暖", "一氧化碳中毒", []string{"poison"}, "heating", "", nil, nil},
	}
}

package demo

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/registry"
)

// place is one site of the demo: invented, at invented points of real townships.
type place struct {
	unit, name, kind, place string
	lon, lat                float64
	address, hours          string
	sector                  string // where the kind does not say it
}

// sites enters what inspectors of the demo county visit; the rest of the story finds them by name. Every name
// says that it is invented.
func (m *maker) sites(ctx context.Context) error {
	office := m.seats["县安委办"].actor
	var ids []anlan.ID
	m.places = map[string]registry.Site{}
	for _, p := range townSites() {
		s, err := m.a.Sites.Create(ctx, office, registry.SiteDraft{Unit: m.seats[p.unit].unit, Name: p.name, Kind: p.kind, Sector: p.sector, Place: p.place,
			Point: &registry.Point{Lon: p.lon, Lat: p.lat}, Address: p.address, Hours: p.hours})
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		ids, m.places[s.Name] = append(ids, s.ID), s
	}
	_, err := m.a.Sites.EnsureLabels(ctx, office, ids)
	return err
}

func townSites() []place {
	return []place{
		{"演示加油站", "（演示）牛头河加油站", "filling_station", "620521100", 106.1421, 34.7506, "永清镇东关", "全天", ""},
		{"演示加油站", "（演示）牛头河加油站西关站", "filling_station", "620521100", 106.1263, 34.7471, "永清镇西关", "6:00-22:00", ""},
		{"演示商场", "（演示）商场三楼饭馆", "gas_restaurant", "620521100", 106.1369, 34.7493, "永清镇中山路", "10:00-21:00", ""},
		{"演示度假村", "（演示）度假村餐厅", "gas_restaurant", "620521100", 106.1382, 34.7488, "永清镇中山路", "11:00-22:00", ""},
		{"演示客运公司", "（演示）城区客运站", "coach", "620521100", 106.1344, 34.7462, "永清镇南环路", "5:30-20:00", ""},
		{"演示液化气站", "（演示）液化气站", "lpg_station", "620521100", 106.1205, 34.7530, "永清镇北山下", "8:00-18:00", ""},
		{"演示工地", "（演示）城南小区二期工地", "construction", "620521100", 106.1478, 34.7519, "永清镇东区", "7:00-19:00", ""},
		{"演示商场", "（演示）永清商场", "mall", "620521100", 106.1312, 34.7455, "永清镇南环路", "8:00-19:00", ""},
		{"永清镇", "（演示）永清镇中心幼儿园", "school", "620521100", 106.1356, 34.7511, "永清镇小学巷", "7:30-18:00", ""},
		{"永清镇", "（演示）永清镇敬老院", "elderly_home", "620521100", 106.1290, 34.7522, "永清镇北街", "全天", ""},
		{"永清镇", "（演示）北山林缘村庄", "forest_village", "620521100001", 106.1240, 34.7602, "永清镇北山", "", ""},
		{"红堡镇", "（演示）红堡镇农贸市场", "mall", "620521101", 105.9892, 34.7075, "红堡镇街道", "6:00-18:00", ""},
		{"红堡镇", "（演示）红堡镇中心小学", "school", "620521101", 105.9911, 34.7092, "红堡镇街道", "7:30-17:30", ""},
		{"红堡镇", "（演示）红堡镇集中取暖户", "heating", "620521101", 105.9870, 34.7101, "红堡镇街道", "", ""},
		{"演示商场", "（演示）迷雾剧本娱乐馆", "other", "620521100", 106.1315, 34.7457, "永清商场四楼", "14:00-24:00", "剧本娱乐"},
		{"演示商场", "（演示）逃出生天密室", "other", "620521100", 106.1316, 34.7458, "永清商场四楼", "14:00-24:00", "密室逃脱"},
		{"演示度假村", "（演示）度假村玻璃滑道", "other", "620521100", 106.1390, 34.7490, "度假村后山", "9:00-17:00", "玻璃桥"},
	}
}

// Package geo reads boundaries and places on the map: GeoJSON that somebody sent, checked before
// anything is drawn from it; and the two coordinate systems that are in use in China.
//
// # Words
//
//	Feature   要素       one shape with its properties
//	WGS-84    地心坐标    what satellites give and what is stored; CGCS2000 (国家大地坐标) is the same
//	                    within a metre
//	GCJ-02    火星坐标    what map services in China show; shifted by 100 to 700 m
//
// # What is stored
//
// Longitude first, WGS-84, rings closed, outer rings counter-clockwise and holes clockwise
// (RFC 7946). A file in another system is refused with the reason: silent repair of coordinates is
// how hazards end up in the neighbouring county.
//
// GeoJSON is decoded here and not by orb/geojson, which brings a database driver with it.
package geo

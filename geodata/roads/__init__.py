"""Metres and minutes over the roads of an OpenStreetMap extract, computed on the user's own computer."""

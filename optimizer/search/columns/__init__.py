"""Columns: plans as a choice of whole constellations, with a proved bound on what no plan can beat."""





"""What constellations cost, year by year, and how many avoided years elsewhere would pay for it. Exact to the cent."""

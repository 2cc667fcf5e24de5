"""The files of a plan: ``plan.json``, ``assignments.csv`` and the workbook, written and read back."""

@echo off
rem Plans the example region into the user's own folder and opens its map.
title Constellations
if not exist "%LOCALAPPDATA%\constellations" mkdir "%LOCALAPPDATA%\constellations"
call "%~dp0constellations.cmd" plan "%~dp0example\families.csv" -o "%LOCALAPPDATA%\constellations\example" --force
if not errorlevel 1 start "" "%LOCALAPPDATA%\constellations\example\map.html"
pause

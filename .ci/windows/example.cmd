@echo off
rem Plans the example region into the user's own folder and opens its map.
title Constellations
if not exist "%~dp0python\python.exe" goto packed
if not exist "%LOCALAPPDATA%\constellations" mkdir "%LOCALAPPDATA%\constellations"
"%~dp0python\python.exe" -m optimizer plan "%~dp0example\families.csv" -o "%LOCALAPPDATA%\constellations\example" --force
if "%errorlevel%"=="0" start "" "%LOCALAPPDATA%\constellations\example\map.html"
pause
exit /b

:packed
echo Pak eerst het hele zipbestand uit: klik er met rechts op en kies Alles uitpakken. Open dan example.cmd in die map.
echo Unzip the whole file first: right-click it and choose Extract All. Then open example.cmd in that folder.
pause
exit /b 1

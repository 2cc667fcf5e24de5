@echo off
rem Double-click: a window in which the command "constellations" works.
title Constellations
if not exist "%~dp0python\python.exe" goto packed
set "PATH=%~dp0;%PATH%"
cd /d "%USERPROFILE%"
"%~dp0python\python.exe" -m optimizer
cmd /k
exit /b

:packed
echo Pak eerst het hele zipbestand uit: klik er met rechts op en kies Alles uitpakken. Open dan commands.cmd in die map.
echo Unzip the whole file first: right-click it and choose Extract All. Then open commands.cmd in that folder.
pause
exit /b 1

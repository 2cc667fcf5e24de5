@echo off
rem Double-click: the screen opens in the browser. A families file dropped on it: a plan, and its map opens.
title Constellations
if not exist "%~dp0python\python.exe" goto packed
if not "%~1"=="" goto plan
cd /d "%USERPROFILE%"
"%~dp0python\python.exe" -m optimizer screen
if not "%errorlevel%"=="0" pause
exit /b

:plan
"%~dp0python\python.exe" -m optimizer plan "%~f1" -o "%~dpn1-plan"
if "%errorlevel%"=="0" start "" "%~dpn1-plan\map.html"
pause
exit /b

:packed
echo Pak eerst het hele zipbestand uit: klik er met rechts op en kies Alles uitpakken. Open dan start.cmd in die map.
echo Unzip the whole file first: right-click it and choose Extract All. Then open start.cmd in that folder.
pause
exit /b 1

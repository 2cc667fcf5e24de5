@echo off
rem Double-click: the screen opens in the browser. A families file dropped on it: a plan, and its map opens.
title Constellations
set "PATH=%~dp0;%PATH%"
if not "%~1"=="" goto plan
cd /d "%USERPROFILE%"
call constellations.cmd screen
if errorlevel 1 pause
exit /b

:plan
cd /d "%~dp1"
call constellations.cmd plan "%~nx1" -o "%~n1-plan"
if not errorlevel 1 start "" "%~n1-plan\map.html"
pause

@echo off
rem Double-click: a window in which the command "constellations" works.
title Constellations
set "PATH=%~dp0;%PATH%"
cd /d "%USERPROFILE%"
call constellations.cmd
cmd /k

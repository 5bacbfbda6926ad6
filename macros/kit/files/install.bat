@echo off
rem Neiqin installer. ASCII only: the console's code page would turn anything else into question marks.
setlocal
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" %*
set "code=%ERRORLEVEL%"
pause
exit /b %code%
